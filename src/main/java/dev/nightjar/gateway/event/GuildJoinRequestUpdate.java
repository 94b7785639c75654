package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.JoinRequest;
import dev.nightjar.gateway.model.guild.JoinRequestStatus;

/**
 * A request to join a guild changed, most often because it was decided. It comes only where new members have to be approved.
 *
 * <p>Discord's name for it is {@index GUILD_JOIN_REQUEST_UPDATE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param status how far the request is
 * @param request the request
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-join-request-update">Discord: Guild Join Request Update</a>
 */
public record GuildJoinRequestUpdate(Payload payload, long guildId, JoinRequestStatus status, JoinRequest request)
        implements Event {}
