package dev.nightjar.gateway.model.presence;

import dev.nightjar.gateway.model.Coded;

/**
 * The kind of an activity.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#activity-object-activity-types">Discord: Activity Types</a>
 */
public enum ActivityType implements Coded {
    /** Playing a game. */
    PLAYING(0),
    /** Streaming. */
    STREAMING(1),
    /** Listening to music. */
    LISTENING(2),
    /** Watching a film. */
    WATCHING(3),
    /** A custom status. */
    CUSTOM(4),
    /** Competing in a tournament. */
    COMPETING(5),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ActivityType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
