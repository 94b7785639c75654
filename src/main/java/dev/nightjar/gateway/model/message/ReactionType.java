package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Coded;

/**
 * The kind of a reaction to a message.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#get-reactions-reaction-types">Discord: Reaction Types</a>
 */
public enum ReactionType implements Coded {
    /** An ordinary reaction. */
    NORMAL(0),
    /** A super reaction. */
    BURST(1),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ReactionType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
