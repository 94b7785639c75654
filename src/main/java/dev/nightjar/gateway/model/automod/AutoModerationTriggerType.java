package dev.nightjar.gateway.model.automod;

import dev.nightjar.gateway.model.Coded;

/**
 * The kind of content that triggers a rule.
 *
 * @see <a href="https://discord.com/developers/docs/resources/auto-moderation#auto-moderation-rule-object-trigger-types">Discord: Trigger Types</a>
 */
public enum AutoModerationTriggerType implements Coded {
    /** Words of a list of the guild. */
    KEYWORD(1),
    /** Spam. */
    SPAM(3),
    /** Words of lists of Discord. */
    KEYWORD_PRESET(4),
    /** More mentions than are allowed. */
    MENTION_SPAM(5),
    /** Words of a list of the guild, in the profile of a member. */
    MEMBER_PROFILE(6),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    AutoModerationTriggerType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
