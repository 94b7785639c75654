package dev.nightjar.gateway.model.message;

/**
 * The votes for an answer.
 *
 * @param id the number of the answer
 * @param count the votes
 * @param meVoted whether the bot voted for it
 * @see <a href="https://discord.com/developers/docs/resources/poll#poll-results-object-poll-answer-count-object-structure">Discord: Poll Answer Count Object</a>
 */
public record PollAnswerCount(int id, int count, boolean meVoted) {}
