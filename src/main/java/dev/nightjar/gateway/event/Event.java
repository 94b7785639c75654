package dev.nightjar.gateway.event;

/**
 * One thing that a shard tells its user: a dispatch of the gateway, or a step in the life of the shard itself.
 *
 * <p>What holds for all dispatches: ids are {@code long} and 0 where absent, lists are never null, and only what is marked
 * nullable is ever null. A field that Discord sends in another shape than documented reads as absent; the rest is right.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#receive-events">Discord: Receive Events</a>
 */
public sealed interface Event
        permits ApplicationCommandPermissionsUpdate,
                AutoModerationActionExecution,
                AutoModerationRuleCreate,
                AutoModerationRuleDelete,
                AutoModerationRuleUpdate,
                EntitlementCreate,
                EntitlementDelete,
                EntitlementUpdate,
                GuildAuditLogEntryCreate,
                GuildCreate,
                GuildDelete,
                InteractionCreate,
                InviteCreate,
                InviteDelete,
                MessageCreate,
                MessageDelete,
                MessageDeleteBulk,
                MessagePollVoteAdd,
                MessagePollVoteRemove,
                MessageReactionAdd,
                MessageReactionRemove,
                MessageReactionRemoveAll,
                MessageReactionRemoveEmoji,
                MessageUpdate,
                Ready,
                Resumed,
                SubscriptionCreate,
                SubscriptionDelete,
                SubscriptionUpdate,
                TypingStart,
                Connected,
                ConnectFailed,
                Disconnected,
                SessionInvalidated,
                Unknown,
                Malformed,
                FutureEvent {

    /**
     * The gateway payload behind this event.
     *
     * @return the payload as received; {@link Payload#EMPTY} where the shard itself is the source
     */
    Payload payload();
}
