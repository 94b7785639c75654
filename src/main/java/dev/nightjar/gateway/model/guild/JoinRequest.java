package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to join a guild.
 *
 * @param id the id of the request
 * @param createdAt when the user asked
 * @param reviewedAt when it was decided; null where it was not yet
 * @param applicationStatus how far the request is
 * @param rejectionReason why it was refused
 * @param guildId the id of the guild
 * @param userId the id of the user
 * @param user the user
 * @param formResponses the answers to the guild's questions
 * @param actionedByUser who decided
 */
public record JoinRequest(
        long id,
        Instant createdAt,
        @Nullable Instant reviewedAt,
        JoinRequestStatus applicationStatus,
        @Nullable String rejectionReason,
        long guildId,
        long userId,
        @Nullable User user,
        List<JoinRequestAnswer> formResponses,
        @Nullable User actionedByUser) {

    /** Copies what could change later. */
    public JoinRequest {
        formResponses = List.copyOf(formResponses);
    }
}
