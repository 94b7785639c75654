package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Coded;

/**
 * The activity that a message invites to.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#message-object-message-activity-types">Discord: Message Activity Types</a>
 */
public enum MessageActivityType implements Coded {
    /** To join. */
    JOIN(1),
    /** To watch. */
    SPECTATE(2),
    /** To listen. */
    LISTEN(3),
    /** To ask to join. */
    JOIN_REQUEST(5),
    /** To ask for a stream. */
    STREAM_REQUEST(6),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    MessageActivityType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
