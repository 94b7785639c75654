package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Coded;

/**
 * The requirements for new members before they may write.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild#guild-object-verification-level">Discord: Verification Level</a>
 */
public enum VerificationLevel implements Coded {
    /** Nothing. */
    NONE(0),
    /** Verified an email address. */
    LOW(1),
    /** Been at Discord for five minutes. */
    MEDIUM(2),
    /** Been in the guild for ten minutes. */
    HIGH(3),
    /** Verified a phone number. */
    VERY_HIGH(4),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    VerificationLevel(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
