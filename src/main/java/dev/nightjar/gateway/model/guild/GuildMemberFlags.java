package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Flags;

/**
 * What a member has done, and is.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/resources/guild#guild-member-object-guild-member-flags">Discord: Guild Member Flags</a>
 */
public record GuildMemberFlags(long bits) implements Flags<GuildMemberFlags> {

    /** Left and came back. */
    public static final GuildMemberFlags DID_REJOIN = new GuildMemberFlags(1L << 0);

    /** Has completed the onboarding. */
    public static final GuildMemberFlags COMPLETED_ONBOARDING = new GuildMemberFlags(1L << 1);

    /** Needs no verification. */
    public static final GuildMemberFlags BYPASSES_VERIFICATION = new GuildMemberFlags(1L << 2);

    /** Has started the onboarding. */
    public static final GuildMemberFlags STARTED_ONBOARDING = new GuildMemberFlags(1L << 3);

    /** Can only use the voice channel of the invite. */
    public static final GuildMemberFlags IS_GUEST = new GuildMemberFlags(1L << 4);

    /** Has started the actions of the Server Guide. */
    public static final GuildMemberFlags STARTED_HOME_ACTIONS = new GuildMemberFlags(1L << 5);

    /** Has completed the actions of the Server Guide. */
    public static final GuildMemberFlags COMPLETED_HOME_ACTIONS = new GuildMemberFlags(1L << 6);

    /** Auto moderation has blocked the name. */
    public static final GuildMemberFlags AUTOMOD_QUARANTINED_USERNAME = new GuildMemberFlags(1L << 7);

    /** Has dismissed the offer of DM settings. */
    public static final GuildMemberFlags DM_SETTINGS_UPSELL_ACKNOWLEDGED = new GuildMemberFlags(1L << 9);

    /** Auto moderation has blocked the guild tag. */
    public static final GuildMemberFlags AUTOMOD_QUARANTINED_GUILD_TAG = new GuildMemberFlags(1L << 10);

    /** Auto moderation has blocked the text about the user. Discord does not document it. */
    public static final GuildMemberFlags AUTOMOD_QUARANTINED_BIO = new GuildMemberFlags(1L << 8);
}
