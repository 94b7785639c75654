package dev.nightjar.gateway.model.interaction;

import dev.nightjar.gateway.model.Coded;

/**
 * The place of an interaction.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-context-types">Discord: Interaction Context Types</a>
 */
public enum InteractionContextType implements Coded {
    /** In a guild. */
    GUILD(0),
    /** In a direct message with the app's bot. */
    BOT_DM(1),
    /** In any other direct message or group. */
    PRIVATE_CHANNEL(2),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    InteractionContextType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
