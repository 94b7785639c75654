package dev.nightjar.gateway.model.user;

import dev.nightjar.gateway.model.Flags;

/**
 * What an account is and has done.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/resources/user#user-object-user-flags">Discord: User Flags</a>
 */
public record UserFlags(long bits) implements Flags<UserFlags> {

    /** An employee of Discord. */
    public static final UserFlags STAFF = new UserFlags(1L << 0);

    /** The owner of a partnered guild. */
    public static final UserFlags PARTNER = new UserFlags(1L << 1);

    /** A member of HypeSquad events. */
    public static final UserFlags HYPESQUAD = new UserFlags(1L << 2);

    /** A bug hunter of level 1. */
    public static final UserFlags BUG_HUNTER_LEVEL_1 = new UserFlags(1L << 3);

    /** A member of House Bravery. */
    public static final UserFlags HYPESQUAD_ONLINE_HOUSE_1 = new UserFlags(1L << 6);

    /** A member of House Brilliance. */
    public static final UserFlags HYPESQUAD_ONLINE_HOUSE_2 = new UserFlags(1L << 7);

    /** A member of House Balance. */
    public static final UserFlags HYPESQUAD_ONLINE_HOUSE_3 = new UserFlags(1L << 8);

    /** An early Nitro supporter. */
    public static final UserFlags PREMIUM_EARLY_SUPPORTER = new UserFlags(1L << 9);

    /** A team, not a person. */
    public static final UserFlags TEAM_PSEUDO_USER = new UserFlags(1L << 10);

    /** A bug hunter of level 2. */
    public static final UserFlags BUG_HUNTER_LEVEL_2 = new UserFlags(1L << 14);

    /** A verified bot. */
    public static final UserFlags VERIFIED_BOT = new UserFlags(1L << 16);

    /** An early verified bot developer. */
    public static final UserFlags VERIFIED_DEVELOPER = new UserFlags(1L << 17);

    /** An alumnus of the moderator programs. */
    public static final UserFlags CERTIFIED_MODERATOR = new UserFlags(1L << 18);

    /** A bot that is shown online because it takes interactions over HTTP. */
    public static final UserFlags BOT_HTTP_INTERACTIONS = new UserFlags(1L << 19);

    /** An active developer. */
    public static final UserFlags ACTIVE_DEVELOPER = new UserFlags(1L << 22);

    /** Uses text messages for two-factor authentication. Discord does not document it. */
    public static final UserFlags MFA_SMS = new UserFlags(1L << 4);

    /** Has dismissed an offer of Nitro. Discord does not document it. */
    public static final UserFlags PREMIUM_PROMO_DISMISSED = new UserFlags(1L << 5);

    /** Has urgent messages that were not read. Discord does not document it. */
    public static final UserFlags HAS_UNREAD_URGENT_MESSAGES = new UserFlags(1L << 13);

    /** Is taken for a spammer. Discord does not document it. */
    public static final UserFlags SPAMMER = new UserFlags(1L << 20);

    /** Has no use of Nitro. Discord does not document it. */
    public static final UserFlags DISABLE_PREMIUM = new UserFlags(1L << 21);

    /** Is quarantined. Discord does not document it. */
    public static final UserFlags QUARANTINED = new UserFlags(1L << 44);

    /** Works with Discord. Discord does not document it. */
    public static final UserFlags COLLABORATOR = new UserFlags(1L << 50);

    /** Works with Discord in a narrower way. Discord does not document it. */
    public static final UserFlags RESTRICTED_COLLABORATOR = new UserFlags(1L << 51);
}
