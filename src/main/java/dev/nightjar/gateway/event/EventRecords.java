package dev.nightjar.gateway.event;

import static java.util.Map.entry;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which dispatch is which record. Safe for any thread. */
final class EventRecords {

    /** One line for each event that has a record; the record must also be permitted by {@link Event}. */
    private static final Map<EventType, Class<? extends Event>> RECORDS = new EnumMap<>(Map.ofEntries(
            entry(EventType.APPLICATION_COMMAND_PERMISSIONS_UPDATE, ApplicationCommandPermissionsUpdate.class),
            entry(EventType.AUTO_MODERATION_ACTION_EXECUTION, AutoModerationActionExecution.class),
            entry(EventType.AUTO_MODERATION_RULE_CREATE, AutoModerationRuleCreate.class),
            entry(EventType.AUTO_MODERATION_RULE_DELETE, AutoModerationRuleDelete.class),
            entry(EventType.AUTO_MODERATION_RULE_UPDATE, AutoModerationRuleUpdate.class),
            entry(EventType.ENTITLEMENT_CREATE, EntitlementCreate.class),
            entry(EventType.ENTITLEMENT_DELETE, EntitlementDelete.class),
            entry(EventType.ENTITLEMENT_UPDATE, EntitlementUpdate.class),
            entry(EventType.GUILD_AUDIT_LOG_ENTRY_CREATE, GuildAuditLogEntryCreate.class),
            entry(EventType.GUILD_CREATE, GuildCreate.class),
            entry(EventType.GUILD_DELETE, GuildDelete.class),
            entry(EventType.INTERACTION_CREATE, InteractionCreate.class),
            entry(EventType.INVITE_CREATE, InviteCreate.class),
            entry(EventType.INVITE_DELETE, InviteDelete.class),
            entry(EventType.MESSAGE_CREATE, MessageCreate.class),
            entry(EventType.MESSAGE_DELETE, MessageDelete.class),
            entry(EventType.MESSAGE_DELETE_BULK, MessageDeleteBulk.class),
            entry(EventType.MESSAGE_POLL_VOTE_ADD, MessagePollVoteAdd.class),
            entry(EventType.MESSAGE_POLL_VOTE_REMOVE, MessagePollVoteRemove.class),
            entry(EventType.MESSAGE_REACTION_ADD, MessageReactionAdd.class),
            entry(EventType.MESSAGE_REACTION_REMOVE, MessageReactionRemove.class),
            entry(EventType.MESSAGE_REACTION_REMOVE_ALL, MessageReactionRemoveAll.class),
            entry(EventType.MESSAGE_REACTION_REMOVE_EMOJI, MessageReactionRemoveEmoji.class),
            entry(EventType.MESSAGE_UPDATE, MessageUpdate.class),
            entry(EventType.READY, Ready.class),
            entry(EventType.RESUMED, Resumed.class),
            entry(EventType.SUBSCRIPTION_CREATE, SubscriptionCreate.class),
            entry(EventType.SUBSCRIPTION_DELETE, SubscriptionDelete.class),
            entry(EventType.SUBSCRIPTION_UPDATE, SubscriptionUpdate.class),
            entry(EventType.TYPING_START, TypingStart.class)));

    private EventRecords() {}

    /** The record of a type of event, or null where it has none. */
    static @Nullable Class<? extends Event> of(EventType type) {
        return RECORDS.get(type);
    }

    /** Decodes whatever it is. Never throws: what a record's constructor throws is caught too. */
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
            Shape shape = Shapes.of(record);
            if (shape instanceof RecordShape plain && plain.fields().isEmpty()) {
                return record.cast(plain.blank(payload)); // what "d" of a RESUMED is, nobody says
            }
            Object event = Decoding.read(payload, shape).value();
            return event == null
                    ? new Malformed(payload, new PayloadException(payload.name() + " has no object in d"))
                    : record.cast(event);
        } catch (IOException | RuntimeException e) {
            return new Malformed(payload, e);
        }
    }
}
