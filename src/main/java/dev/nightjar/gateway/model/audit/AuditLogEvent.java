package dev.nightjar.gateway.model.audit;

import dev.nightjar.gateway.model.Coded;

/**
 * The kind of an action in a guild.
 *
 * @see <a href="https://discord.com/developers/docs/resources/audit-log#audit-log-entry-object-audit-log-events">Discord: Audit Log Events</a>
 */
public enum AuditLogEvent implements Coded {
    /** The guild changed. */
    GUILD_UPDATE(1),
    /** A channel was made. */
    CHANNEL_CREATE(10),
    /** A channel changed. */
    CHANNEL_UPDATE(11),
    /** A channel was deleted. */
    CHANNEL_DELETE(12),
    /** A permission overwrite was made. */
    CHANNEL_OVERWRITE_CREATE(13),
    /** A permission overwrite changed. */
    CHANNEL_OVERWRITE_UPDATE(14),
    /** A permission overwrite was deleted. */
    CHANNEL_OVERWRITE_DELETE(15),
    /** A member was kicked. */
    MEMBER_KICK(20),
    /** Inactive members were removed. */
    MEMBER_PRUNE(21),
    /** A user was banned. */
    MEMBER_BAN_ADD(22),
    /** A ban was lifted. */
    MEMBER_BAN_REMOVE(23),
    /** A member changed. */
    MEMBER_UPDATE(24),
    /** The roles of a member changed. */
    MEMBER_ROLE_UPDATE(25),
    /** Members were moved between voice channels. */
    MEMBER_MOVE(26),
    /** Members were disconnected from voice channels. */
    MEMBER_DISCONNECT(27),
    /** A bot was added. */
    BOT_ADD(28),
    /** A role was made. */
    ROLE_CREATE(30),
    /** A role changed. */
    ROLE_UPDATE(31),
    /** A role was deleted. */
    ROLE_DELETE(32),
    /** An invite was made. */
    INVITE_CREATE(40),
    /** An invite changed. */
    INVITE_UPDATE(41),
    /** An invite was deleted. */
    INVITE_DELETE(42),
    /** A webhook was made. */
    WEBHOOK_CREATE(50),
    /** A webhook changed. */
    WEBHOOK_UPDATE(51),
    /** A webhook was deleted. */
    WEBHOOK_DELETE(52),
    /** An emoji was made. */
    EMOJI_CREATE(60),
    /** The name of an emoji changed. */
    EMOJI_UPDATE(61),
    /** An emoji was deleted. */
    EMOJI_DELETE(62),
    /** A message was deleted. */
    MESSAGE_DELETE(72),
    /** Several messages were deleted. */
    MESSAGE_BULK_DELETE(73),
    /** A message was pinned. */
    MESSAGE_PIN(74),
    /** A message was unpinned. */
    MESSAGE_UNPIN(75),
    /** An integration was added. */
    INTEGRATION_CREATE(80),
    /** An integration changed. */
    INTEGRATION_UPDATE(81),
    /** An integration was removed. */
    INTEGRATION_DELETE(82),
    /** A stage was opened. */
    STAGE_INSTANCE_CREATE(83),
    /** A stage changed. */
    STAGE_INSTANCE_UPDATE(84),
    /** A stage was closed. */
    STAGE_INSTANCE_DELETE(85),
    /** A sticker was made. */
    STICKER_CREATE(90),
    /** A sticker changed. */
    STICKER_UPDATE(91),
    /** A sticker was deleted. */
    STICKER_DELETE(92),
    /** A scheduled event was made. */
    GUILD_SCHEDULED_EVENT_CREATE(100),
    /** A scheduled event changed. */
    GUILD_SCHEDULED_EVENT_UPDATE(101),
    /** A scheduled event was cancelled. */
    GUILD_SCHEDULED_EVENT_DELETE(102),
    /** A thread was started. */
    THREAD_CREATE(110),
    /** A thread changed. */
    THREAD_UPDATE(111),
    /** A thread was deleted. */
    THREAD_DELETE(112),
    /** The permissions of a command changed. */
    APPLICATION_COMMAND_PERMISSION_UPDATE(121),
    /** A sound was made. */
    SOUNDBOARD_SOUND_CREATE(130),
    /** A sound changed. */
    SOUNDBOARD_SOUND_UPDATE(131),
    /** A sound was deleted. */
    SOUNDBOARD_SOUND_DELETE(132),
    /** An auto moderation rule was made. */
    AUTO_MODERATION_RULE_CREATE(140),
    /** An auto moderation rule changed. */
    AUTO_MODERATION_RULE_UPDATE(141),
    /** An auto moderation rule was deleted. */
    AUTO_MODERATION_RULE_DELETE(142),
    /** Auto moderation blocked a message. */
    AUTO_MODERATION_BLOCK_MESSAGE(143),
    /** Auto moderation logged a message. */
    AUTO_MODERATION_FLAG_TO_CHANNEL(144),
    /** Auto moderation timed a member out. */
    AUTO_MODERATION_USER_COMMUNICATION_DISABLED(145),
    /** Auto moderation quarantined a member. */
    AUTO_MODERATION_QUARANTINE_USER(146),
    /** Creator monetization was requested. */
    CREATOR_MONETIZATION_REQUEST_CREATED(150),
    /** The terms of creator monetization were accepted. */
    CREATOR_MONETIZATION_TERMS_ACCEPTED(151),
    /** A question of the onboarding was made. */
    ONBOARDING_PROMPT_CREATE(163),
    /** A question of the onboarding changed. */
    ONBOARDING_PROMPT_UPDATE(164),
    /** A question of the onboarding was deleted. */
    ONBOARDING_PROMPT_DELETE(165),
    /** The onboarding was made. */
    ONBOARDING_CREATE(166),
    /** The onboarding changed. */
    ONBOARDING_UPDATE(167),
    /** An item was featured in the home of a guild. */
    GUILD_HOME_FEATURE_ITEM(171),
    /** An item was removed from the home of a guild. */
    GUILD_HOME_REMOVE_ITEM(172),
    /** A message with harmful links was blocked. */
    HARMFUL_LINKS_BLOCKED_MESSAGE(180),
    /** The server guide was made. */
    HOME_SETTINGS_CREATE(190),
    /** The server guide changed. */
    HOME_SETTINGS_UPDATE(191),
    /** The status of a voice channel was set. */
    VOICE_CHANNEL_STATUS_CREATE(192),
    /** The status of a voice channel was removed. */
    VOICE_CHANNEL_STATUS_DELETE(193),
    /** An exception to the recurrence of a scheduled event was made. */
    GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE(200),
    /** An exception to the recurrence of a scheduled event changed. */
    GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE(201),
    /** An exception to the recurrence of a scheduled event was deleted. */
    GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE(202),
    /** The questions to those who want to join changed. */
    GUILD_MEMBER_VERIFICATION_UPDATE(210),
    /** The profile of a guild changed. */
    GUILD_PROFILE_UPDATE(211),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    AuditLogEvent(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
