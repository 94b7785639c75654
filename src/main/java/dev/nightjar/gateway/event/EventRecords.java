package dev.nightjar.gateway.event;

import dev.nightjar.gateway.decode.Decoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of the dispatches, by their types. Safe for any thread. */
final class EventRecords {

    static final Decoder<Payload> DECODER = new Decoder<>(Payload.class, Payload.EMPTY, EventVariants::of);

    private EventRecords() {}

    /** The record of a type of event, or null where it has none. It must also be permitted by {@link Event}. */
    static @Nullable Class<? extends Event> of(EventType type) {
        // This is a switch instead of a map, so the class of an event that never comes is never loaded.
        return switch (type) {
            case READY -> Ready.class;
            case RESUMED -> Resumed.class;
            case RATE_LIMITED -> RateLimited.class;
            case APPLICATION_COMMAND_PERMISSIONS_UPDATE -> ApplicationCommandPermissionsUpdate.class;
            case AUTO_MODERATION_RULE_CREATE -> AutoModerationRuleCreate.class;
            case AUTO_MODERATION_RULE_UPDATE -> AutoModerationRuleUpdate.class;
            case AUTO_MODERATION_RULE_DELETE -> AutoModerationRuleDelete.class;
            case AUTO_MODERATION_ACTION_EXECUTION -> AutoModerationActionExecution.class;
            case CHANNEL_CREATE -> ChannelCreate.class;
            case CHANNEL_UPDATE -> ChannelUpdate.class;
            case CHANNEL_DELETE -> ChannelDelete.class;
            case CHANNEL_INFO -> ChannelInfo.class;
            case CHANNEL_PINS_UPDATE -> ChannelPinsUpdate.class;
            case THREAD_CREATE -> ThreadCreate.class;
            case THREAD_UPDATE -> ThreadUpdate.class;
            case THREAD_DELETE -> ThreadDelete.class;
            case THREAD_LIST_SYNC -> ThreadListSync.class;
            case THREAD_MEMBER_UPDATE -> ThreadMemberUpdate.class;
            case THREAD_MEMBERS_UPDATE -> ThreadMembersUpdate.class;
            case ENTITLEMENT_CREATE -> EntitlementCreate.class;
            case ENTITLEMENT_UPDATE -> EntitlementUpdate.class;
            case ENTITLEMENT_DELETE -> EntitlementDelete.class;
            case GUILD_CREATE -> GuildCreate.class;
            case GUILD_UPDATE -> GuildUpdate.class;
            case GUILD_DELETE -> GuildDelete.class;
            case GUILD_AUDIT_LOG_ENTRY_CREATE -> GuildAuditLogEntryCreate.class;
            case GUILD_BAN_ADD -> GuildBanAdd.class;
            case GUILD_BAN_REMOVE -> GuildBanRemove.class;
            case GUILD_EMOJIS_UPDATE -> GuildEmojisUpdate.class;
            case GUILD_STICKERS_UPDATE -> GuildStickersUpdate.class;
            case GUILD_SOUNDBOARD_SOUND_CREATE -> GuildSoundboardSoundCreate.class;
            case GUILD_SOUNDBOARD_SOUND_UPDATE -> GuildSoundboardSoundUpdate.class;
            case GUILD_SOUNDBOARD_SOUND_DELETE -> GuildSoundboardSoundDelete.class;
            case GUILD_SOUNDBOARD_SOUNDS_UPDATE -> GuildSoundboardSoundsUpdate.class;
            case SOUNDBOARD_SOUNDS -> SoundboardSounds.class;
            case GUILD_INTEGRATIONS_UPDATE -> GuildIntegrationsUpdate.class;
            case INTEGRATION_CREATE -> IntegrationCreate.class;
            case INTEGRATION_UPDATE -> IntegrationUpdate.class;
            case INTEGRATION_DELETE -> IntegrationDelete.class;
            case GUILD_MEMBER_ADD -> GuildMemberAdd.class;
            case GUILD_MEMBER_UPDATE -> GuildMemberUpdate.class;
            case GUILD_MEMBER_REMOVE -> GuildMemberRemove.class;
            case GUILD_MEMBERS_CHUNK -> GuildMembersChunk.class;
            case GUILD_JOIN_REQUEST_CREATE -> GuildJoinRequestCreate.class;
            case GUILD_JOIN_REQUEST_UPDATE -> GuildJoinRequestUpdate.class;
            case GUILD_JOIN_REQUEST_DELETE -> GuildJoinRequestDelete.class;
            case GUILD_ROLE_CREATE -> GuildRoleCreate.class;
            case GUILD_ROLE_UPDATE -> GuildRoleUpdate.class;
            case GUILD_ROLE_DELETE -> GuildRoleDelete.class;
            case GUILD_SCHEDULED_EVENT_CREATE -> GuildScheduledEventCreate.class;
            case GUILD_SCHEDULED_EVENT_UPDATE -> GuildScheduledEventUpdate.class;
            case GUILD_SCHEDULED_EVENT_DELETE -> GuildScheduledEventDelete.class;
            case GUILD_SCHEDULED_EVENT_USER_ADD -> GuildScheduledEventUserAdd.class;
            case GUILD_SCHEDULED_EVENT_USER_REMOVE -> GuildScheduledEventUserRemove.class;
            case GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE -> GuildScheduledEventExceptionCreate.class;
            case GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE -> GuildScheduledEventExceptionUpdate.class;
            case GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE -> GuildScheduledEventExceptionDelete.class;
            case INTERACTION_CREATE -> InteractionCreate.class;
            case INVITE_CREATE -> InviteCreate.class;
            case INVITE_DELETE -> InviteDelete.class;
            case MESSAGE_CREATE -> MessageCreate.class;
            case MESSAGE_UPDATE -> MessageUpdate.class;
            case MESSAGE_DELETE -> MessageDelete.class;
            case MESSAGE_DELETE_BULK -> MessageDeleteBulk.class;
            case MESSAGE_REACTION_ADD -> MessageReactionAdd.class;
            case MESSAGE_REACTION_REMOVE -> MessageReactionRemove.class;
            case MESSAGE_REACTION_REMOVE_ALL -> MessageReactionRemoveAll.class;
            case MESSAGE_REACTION_REMOVE_EMOJI -> MessageReactionRemoveEmoji.class;
            case MESSAGE_POLL_VOTE_ADD -> MessagePollVoteAdd.class;
            case MESSAGE_POLL_VOTE_REMOVE -> MessagePollVoteRemove.class;
            case PRESENCE_UPDATE -> PresenceUpdate.class;
            case STAGE_INSTANCE_CREATE -> StageInstanceCreate.class;
            case STAGE_INSTANCE_UPDATE -> StageInstanceUpdate.class;
            case STAGE_INSTANCE_DELETE -> StageInstanceDelete.class;
            case SUBSCRIPTION_CREATE -> SubscriptionCreate.class;
            case SUBSCRIPTION_UPDATE -> SubscriptionUpdate.class;
            case SUBSCRIPTION_DELETE -> SubscriptionDelete.class;
            case TYPING_START -> TypingStart.class;
            case USER_UPDATE -> UserUpdate.class;
            case VOICE_CHANNEL_EFFECT_SEND -> VoiceChannelEffectSend.class;
            case VOICE_CHANNEL_STATUS_UPDATE -> VoiceChannelStatusUpdate.class;
            case VOICE_CHANNEL_START_TIME_UPDATE -> VoiceChannelStartTimeUpdate.class;
            case VOICE_STATE_UPDATE -> VoiceStateUpdate.class;
            case VOICE_SERVER_UPDATE -> VoiceServerUpdate.class;
            case WEBHOOKS_UPDATE -> WebhooksUpdate.class;
            case UNKNOWN -> null;
        };
    }

    /** Decodes any payload. Never throws: exceptions of a record's constructor are caught too. */
    static Event decode(Payload payload) {
        if (payload.op() < 0) {
            return new Malformed(
                    payload, new PayloadException("no opcode: the payload is no JSON object with a number in op"));
        }
        Class<? extends Event> record = of(payload.type());
        if (record == null) {
            return new Unknown(payload);
        }
        try {
            Object blank = DECODER.blank(payload, record);
            if (blank != null) {
                return record.cast(blank); // Discord does not document "d" of a RESUMED
            }
            Object event = payload.read(record);
            return event == null
                    ? new Malformed(payload, new PayloadException(payload.name() + " has no object in d"))
                    : record.cast(event);
        } catch (IOException | RuntimeException e) {
            return new Malformed(payload, e);
        }
    }
}
