package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The messages that notify by default.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild#guild-object-default-message-notification-level">Discord: Default Message Notification Level</a>
 */
public enum MessageNotificationLevel implements Coded {
    /** All. */
    ALL_MESSAGES(0),
    /** Those that mention the user. */
    ONLY_MENTIONS(1),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    MessageNotificationLevel(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
