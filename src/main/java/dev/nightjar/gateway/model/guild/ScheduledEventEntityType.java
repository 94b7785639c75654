package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The place of a scheduled event.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-entity-types">Discord: Guild Scheduled Event Entity Types</a>
 */
public enum ScheduledEventEntityType implements Coded {
    /** On a stage. */
    STAGE_INSTANCE(1),
    /** In a voice channel. */
    VOICE(2),
    /** Elsewhere. */
    EXTERNAL(3),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ScheduledEventEntityType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
