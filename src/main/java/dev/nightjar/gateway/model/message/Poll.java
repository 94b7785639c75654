package dev.nightjar.gateway.model.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A poll in a message.
 *
 * @param question the question
 * @param answers the answers to choose from
 * @param expiry when it ends
 * @param allowMultiselect whether one may choose several answers
 * @param layoutType how it is laid out
 * @param results the results; null where they are not known, which is not the same as no votes
 * @see <a href="https://discord.com/developers/docs/resources/poll#poll-object">Discord: Poll Object</a>
 */
public record Poll(
        PollMedia question,
        List<PollAnswer> answers,
        @Nullable Instant expiry,
        boolean allowMultiselect,
        PollLayoutType layoutType,
        @Nullable PollResults results) {

    /** Copies what could change later. */
    public Poll {
        answers = List.copyOf(answers);
    }
}
