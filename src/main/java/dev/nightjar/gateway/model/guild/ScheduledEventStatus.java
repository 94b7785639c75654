package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The status of a scheduled event.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-status">Discord: Guild Scheduled Event Status</a>
 */
public enum ScheduledEventStatus implements Coded {
    /** It is planned. */
    SCHEDULED(1),
    /** It takes place. */
    ACTIVE(2),
    /** It is over. */
    COMPLETED(3),
    /** It was called off. */
    CANCELED(4),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ScheduledEventStatus(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
