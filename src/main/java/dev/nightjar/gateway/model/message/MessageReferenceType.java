package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Coded;

/**
 * The relation of one message to another.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#message-reference-types">Discord: Message Reference Types</a>
 */
public enum MessageReferenceType implements Coded {
    /** It is replied to, pinned, followed. */
    DEFAULT(0),
    /** It is forwarded. */
    FORWARD(1),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    MessageReferenceType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
