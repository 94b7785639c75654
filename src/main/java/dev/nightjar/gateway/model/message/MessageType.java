package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Coded;

/**
 * The kind of a message.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#message-object-message-types">Discord: Message Types</a>
 */
public enum MessageType implements Coded {
    /** An ordinary message. */
    DEFAULT(0),
    /** Somebody was added to a group. */
    RECIPIENT_ADD(1),
    /** Somebody was removed from a group. */
    RECIPIENT_REMOVE(2),
    /** A call. */
    CALL(3),
    /** A group was renamed. */
    CHANNEL_NAME_CHANGE(4),
    /** The icon of a group changed. */
    CHANNEL_ICON_CHANGE(5),
    /** A message was pinned. */
    CHANNEL_PINNED_MESSAGE(6),
    /** A user joined the guild. */
    USER_JOIN(7),
    /** The guild was boosted. */
    GUILD_BOOST(8),
    /** The guild reached level 1. */
    GUILD_BOOST_TIER_1(9),
    /** The guild reached level 2. */
    GUILD_BOOST_TIER_2(10),
    /** The guild reached level 3. */
    GUILD_BOOST_TIER_3(11),
    /** A channel is followed from here on. */
    CHANNEL_FOLLOW_ADD(12),
    /** The guild is no longer in Server Discovery. */
    GUILD_DISCOVERY_DISQUALIFIED(14),
    /** The guild is in Server Discovery again. */
    GUILD_DISCOVERY_REQUALIFIED(15),
    /** The guild has failed Server Discovery's rules for a week. */
    GUILD_DISCOVERY_GRACE_PERIOD_INITIAL_WARNING(16),
    /** The guild has failed Server Discovery's rules for three weeks. */
    GUILD_DISCOVERY_GRACE_PERIOD_FINAL_WARNING(17),
    /** A thread was started. */
    THREAD_CREATED(18),
    /** A reply. */
    REPLY(19),
    /** The answer to a slash command. */
    CHAT_INPUT_COMMAND(20),
    /** The message that a thread was started from. */
    THREAD_STARTER_MESSAGE(21),
    /** A reminder to invite people. */
    GUILD_INVITE_REMINDER(22),
    /** The answer to a command of a context menu. */
    CONTEXT_MENU_COMMAND(23),
    /** Auto moderation did something. */
    AUTO_MODERATION_ACTION(24),
    /** A role subscription was bought or renewed. */
    ROLE_SUBSCRIPTION_PURCHASE(25),
    /** An offer of a premium app. */
    INTERACTION_PREMIUM_UPSELL(26),
    /** A stage was opened. */
    STAGE_START(27),
    /** A stage was closed. */
    STAGE_END(28),
    /** Somebody speaks on a stage. */
    STAGE_SPEAKER(29),
    /** The topic of a stage changed. */
    STAGE_TOPIC(31),
    /** A raised hand on a stage; clients no longer show it. */
    STAGE_RAISE_HAND(30),
    /** A premium app was bought for the guild. */
    GUILD_APPLICATION_PREMIUM_SUBSCRIPTION(32),
    /** Security actions were enabled. */
    GUILD_INCIDENT_ALERT_MODE_ENABLED(36),
    /** Security actions were disabled. */
    GUILD_INCIDENT_ALERT_MODE_DISABLED(37),
    /** A raid was reported. */
    GUILD_INCIDENT_REPORT_RAID(38),
    /** A raid was a false alarm. */
    GUILD_INCIDENT_REPORT_FALSE_ALARM(39),
    /** Something was bought. */
    PURCHASE_NOTIFICATION(44),
    /** The result of a poll. */
    POLL_RESULT(46),
    /** A stream was upgraded to HD. */
    HD_STREAMING_UPGRADED(55),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    MessageType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
