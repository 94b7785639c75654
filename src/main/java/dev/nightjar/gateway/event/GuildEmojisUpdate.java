package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.Emoji;
import java.util.List;

/**
 * The emojis of a guild changed.
 *
 * <p>Discord's name for it is {@index GUILD_EMOJIS_UPDATE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param emojis all emojis of the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-emojis-update">Discord: Guild Emojis
 *     Update</a>
 */
public record GuildEmojisUpdate(Payload payload, long guildId, List<Emoji> emojis) implements Event {

    /** Copies what could change later. */
    public GuildEmojisUpdate {
        emojis = List.copyOf(emojis);
    }
}
