package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.Flags;

/**
 * A user's settings for a thread. Discord does not document the flags.
 *
 * @param bits all bits, those that this version does not know too
 */
public record ThreadMemberFlags(long bits) implements Flags<ThreadMemberFlags> {

    /** Has done something in the thread. */
    public static final ThreadMemberFlags HAS_INTERACTED = new ThreadMemberFlags(1L << 0);

    /** Hears of all messages. */
    public static final ThreadMemberFlags ALL_MESSAGES = new ThreadMemberFlags(1L << 1);

    /** Hears of mentions. */
    public static final ThreadMemberFlags ONLY_MENTIONS = new ThreadMemberFlags(1L << 2);

    /** Hears of nothing. */
    public static final ThreadMemberFlags NO_MESSAGES = new ThreadMemberFlags(1L << 3);
}
