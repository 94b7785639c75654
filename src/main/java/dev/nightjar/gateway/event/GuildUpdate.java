package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.guild.Guild;

/**
 * A guild changed.
 *
 * <p>Discord's name for it is {@index GUILD_UPDATE}.
 *
 * @param payload the payload as received
 * @param guild the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-update">Discord: Guild Update</a>
 */
public record GuildUpdate(Payload payload, @Flat Guild guild) implements Event {

    @Override
    public long guildId() {
        return guild.id();
    }
}
