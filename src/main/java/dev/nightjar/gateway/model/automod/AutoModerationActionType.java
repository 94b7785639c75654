package dev.nightjar.gateway.model.automod;

import dev.nightjar.gateway.model.Coded;

/**
 * The action of a rule.
 *
 * @see <a href="https://discord.com/developers/docs/resources/auto-moderation#auto-moderation-action-object-action-types">Discord: Action Types</a>
 */
public enum AutoModerationActionType implements Coded {
    /** It keeps a message from being sent. */
    BLOCK_MESSAGE(1),
    /** It logs the content to a channel. */
    SEND_ALERT_MESSAGE(2),
    /** It times the member out. */
    TIMEOUT(3),
    /** It keeps the member from text, voice and interactions. */
    BLOCK_MEMBER_INTERACTION(4),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    AutoModerationActionType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
