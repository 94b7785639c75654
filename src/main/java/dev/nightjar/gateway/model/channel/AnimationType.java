package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.Coded;

/**
 * The animation of the emoji of a voice channel effect.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#voice-channel-effect-send-animation-types">Discord: Animation Types</a>
 */
public enum AnimationType implements Coded {
    /** A fun animation, sent by a Nitro subscriber. */
    PREMIUM(0),

    /** The standard animation. */
    BASIC(1),

    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    AnimationType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
