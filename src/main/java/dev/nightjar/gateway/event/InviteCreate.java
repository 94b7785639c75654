package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.application.Application;
import dev.nightjar.gateway.model.guild.InviteTargetType;
import dev.nightjar.gateway.model.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invite was made.
 *
 * <p>Discord's name for it is {@index INVITE_CREATE}.
 *
 * @param payload the payload as received
 * @param channelId the id of the channel
 * @param code the code, which is unique
 * @param createdAt when it was made
 * @param guildId the id of the guild; 0 outside of guilds
 * @param inviter who made it
 * @param maxAge how long it is valid, in seconds; 0 for ever
 * @param maxUses how often it can be used; 0 without a limit
 * @param targetType what it leads to, in a voice channel
 * @param targetUser the user whose stream it leads to
 * @param targetApplication the embedded application that it leads to
 * @param temporary whether a member leaves with the connection, unless a role was assigned
 * @param uses how often it was used; always 0
 * @param expiresAt when it ends; null for never
 * @param roleIds the ids of the roles that it assigns
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#invite-create">Discord: Invite Create</a>
 */
public record InviteCreate(
        Payload payload,
        long channelId,
        String code,
        Instant createdAt,
        long guildId,
        @Nullable User inviter,
        int maxAge,
        int maxUses,
        InviteTargetType targetType,
        @Nullable User targetUser,
        @Nullable Application targetApplication,
        boolean temporary,
        int uses,
        @Nullable Instant expiresAt,
        List<Long> roleIds)
        implements Event {

    /** Copies what could change later. */
    public InviteCreate {
        roleIds = List.copyOf(roleIds);
    }
}
