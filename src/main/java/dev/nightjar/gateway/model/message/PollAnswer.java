package dev.nightjar.gateway.model.message;

/**
 * An answer to choose in a poll.
 *
 * @param answerId the number of the answer
 * @param pollMedia its text and emoji
 * @see <a href="https://discord.com/developers/docs/resources/poll#poll-answer-object">Discord: Poll Answer Object</a>
 */
public record PollAnswer(int answerId, PollMedia pollMedia) {}
