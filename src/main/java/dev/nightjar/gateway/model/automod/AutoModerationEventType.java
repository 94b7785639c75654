package dev.nightjar.gateway.model.automod;

import dev.nightjar.gateway.model.Coded;

/**
 * The event at which a rule is checked.
 *
 * @see <a href="https://discord.com/developers/docs/resources/auto-moderation#auto-moderation-rule-object-event-types">Discord: Event Types</a>
 */
public enum AutoModerationEventType implements Coded {
    /** When a member sends or edits a message. */
    MESSAGE_SEND(1),
    /** When a member edits the profile. */
    MEMBER_UPDATE(2),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    AutoModerationEventType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
