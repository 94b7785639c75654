package dev.nightjar.gateway.model.automod;

import dev.nightjar.gateway.model.Coded;

/**
 * A list of words that Discord maintains.
 *
 * @see <a href="https://discord.com/developers/docs/resources/auto-moderation#auto-moderation-rule-object-keyword-preset-types">Discord: Keyword Preset Types</a>
 */
public enum KeywordPresetType implements Coded {
    /** Swearing and cursing. */
    PROFANITY(1),
    /** Sexually explicit words. */
    SEXUAL_CONTENT(2),
    /** Insults and hate speech. */
    SLURS(3),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    KeywordPresetType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
