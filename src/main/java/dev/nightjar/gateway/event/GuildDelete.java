package dev.nightjar.gateway.event;

/**
 * A guild is gone: for a while if it is unavailable, otherwise the bot has left it or was removed.
 *
 * <p>Discord's name for it is {@index GUILD_DELETE}.
 *
 * @param payload the payload as received
 * @param id the id of the guild
 * @param unavailable whether it is offline, and the bot still in it
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-delete">Discord: Guild Delete</a>
 */
public record GuildDelete(Payload payload, long id, boolean unavailable) implements Event {

    @Override
    public long guildId() {
        return id;
    }
}
