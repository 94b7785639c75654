package dev.nightjar.gateway.model.presence;

import dev.nightjar.gateway.model.Coded;

/**
 * The field of an activity that is shown as the status.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#activity-object-status-display-types">Discord: Status Display Types</a>
 */
public enum StatusDisplayType implements Coded {
    /** The name. */
    NAME(0),
    /** The state. */
    STATE(1),
    /** The details. */
    DETAILS(2),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    StatusDisplayType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
