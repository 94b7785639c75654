package dev.nightjar.gateway.model.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The call that a message tells of.
 *
 * @param participants the ids of the users who took part
 * @param endedTimestamp when it ended
 * @see <a href="https://discord.com/developers/docs/resources/message#message-call-object">Discord: Message Call Object</a>
 */
public record MessageCall(List<Long> participants, @Nullable Instant endedTimestamp) {

    /** Copies what could change later. */
    public MessageCall {
        participants = List.copyOf(participants);
    }
}
