package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The authentication that moderators need.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild#guild-object-mfa-level">Discord: MFA Level</a>
 */
public enum MfaLevel implements Coded {
    /** Nothing more. */
    NONE(0),
    /** Two-factor authentication. */
    ELEVATED(1),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    MfaLevel(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
