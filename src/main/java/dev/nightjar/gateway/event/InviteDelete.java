package dev.nightjar.gateway.event;

/**
 * An invite was deleted.
 *
 * <p>Discord's name for it is {@index INVITE_DELETE}.
 *
 * @param payload the payload as received
 * @param channelId the id of the channel
 * @param guildId the id of the guild; 0 outside of guilds
 * @param code the code, which is unique
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#invite-delete">Discord: Invite Delete</a>
 */
public record InviteDelete(Payload payload, long channelId, long guildId, String code) implements Event {}
