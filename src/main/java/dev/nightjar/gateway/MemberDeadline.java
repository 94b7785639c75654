package dev.nightjar.gateway;

import dev.nightjar.gateway.command.RequestGuildMembers;
import java.time.Duration;

/**
 * The time that a member request may take. A large guild's answer has hundreds of chunks, so how long it takes as a whole is hard
 * to say; that the next chunk is late is easier to see.
 *
 * @param whole how long to wait for the whole answer, from the call on
 * @param chunk how long to wait for the first chunk from the call on, and for each other one from the chunk before it; the time
 *     that Discord asks to wait because of a rate limit does not count
 * @see Shard#requestMembers(RequestGuildMembers, MemberDeadline, RequestGuildMembers.OnRateLimit)
 */
public record MemberDeadline(Duration whole, Duration chunk) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException when one is not more than zero, or longer than a day
     */
    public MemberDeadline {
        check(whole);
        check(chunk);
    }

    /**
     * A deadline for the whole answer only.
     *
     * @param whole how long to wait
     * @return the deadline
     * @throws IllegalArgumentException when it is not more than zero, or longer than a day
     */
    public static MemberDeadline of(Duration whole) {
        return new MemberDeadline(whole, whole);
    }

    /**
     * A deadline for each chunk, for a request that may go on as long as chunks come, at most a day.
     *
     * @param chunk how long to wait for each chunk
     * @return the deadline
     * @throws IllegalArgumentException when it is not more than zero, or longer than a day
     */
    public static MemberDeadline betweenChunks(Duration chunk) {
        return new MemberDeadline(LONGEST, chunk);
    }

    private static void check(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A deadline must be more than zero and at most " + LONGEST + ", but is " + deadline);
        }
    }
}
