package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Flags;

/**
 * The system messages that are suppressed.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/resources/guild#guild-object-system-channel-flags">Discord: System Channel Flags</a>
 */
public record SystemChannelFlags(long bits) implements Flags<SystemChannelFlags> {

    /** Members who join. */
    public static final SystemChannelFlags SUPPRESS_JOIN_NOTIFICATIONS = new SystemChannelFlags(1L << 0);

    /** Boosts. */
    public static final SystemChannelFlags SUPPRESS_PREMIUM_SUBSCRIPTIONS = new SystemChannelFlags(1L << 1);

    /** Tips for the setup. */
    public static final SystemChannelFlags SUPPRESS_GUILD_REMINDER_NOTIFICATIONS = new SystemChannelFlags(1L << 2);

    /** The button to greet those who join. */
    public static final SystemChannelFlags SUPPRESS_JOIN_NOTIFICATION_REPLIES = new SystemChannelFlags(1L << 3);

    /** Role subscriptions that were bought or renewed. */
    public static final SystemChannelFlags SUPPRESS_ROLE_SUBSCRIPTION_PURCHASE_NOTIFICATIONS =
            new SystemChannelFlags(1L << 4);

    /** The button to answer those. */
    public static final SystemChannelFlags SUPPRESS_ROLE_SUBSCRIPTION_PURCHASE_NOTIFICATION_REPLIES =
            new SystemChannelFlags(1L << 5);
}
