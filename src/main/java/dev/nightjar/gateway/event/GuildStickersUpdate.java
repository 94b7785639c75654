package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.Sticker;
import java.util.List;

/**
 * The stickers of a guild changed.
 *
 * <p>Discord's name for it is {@index GUILD_STICKERS_UPDATE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param stickers all stickers of the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-stickers-update">Discord: Guild
 *     Stickers Update</a>
 */
public record GuildStickersUpdate(Payload payload, long guildId, List<Sticker> stickers) implements Event {

    /** Copies what could change later. */
    public GuildStickersUpdate {
        stickers = List.copyOf(stickers);
    }
}
