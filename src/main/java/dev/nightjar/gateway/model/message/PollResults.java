package dev.nightjar.gateway.model.message;

import java.util.List;

/**
 * How a poll has gone so far.
 *
 * @param isFinalized whether the votes have been counted exactly
 * @param answerCounts the votes for each answer that has some
 * @see <a href="https://discord.com/developers/docs/resources/poll#poll-results-object">Discord: Poll Results Object</a>
 */
public record PollResults(boolean isFinalized, List<PollAnswerCount> answerCounts) {

    /** Copies what could change later. */
    public PollResults {
        answerCounts = List.copyOf(answerCounts);
    }
}
