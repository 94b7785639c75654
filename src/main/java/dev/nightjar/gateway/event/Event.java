package dev.nightjar.gateway.event;

/**
 * An event that a loop gets: a dispatch of the gateway, or a lifecycle event of the shard itself.
 *
 * <p>These rules hold for all dispatches: ids are {@code long} and 0 where absent, lists are never null, and only what is
 * marked nullable can be null. A field that Discord sends in another shape than documented is read as absent; all other fields
 * are still read.
 *
 * <p>Records in this package and in {@code model} get new components in minor versions, because Discord gets new fields. Accessors
 * and types stay; constructors and deconstruction patterns do not. So match by type, as in {@code case MessageCreate m}, and
 * make records for tests from JSON: {@code Payload.of(json).event()} for an event, and {@link Payload#as Payload.as} for any
 * object. A {@code switch} over events needs a {@code default}, so a new event breaks no program.
 *
 * <table>
 *   <caption>All dispatches, and the intents that bring them</caption>
 *   <tr><th>event</th><th>intent</th></tr>
 *   <tr><td>{@link Ready}</td><td>none</td></tr>
 *   <tr><td>{@link Resumed}</td><td>none</td></tr>
 *   <tr><td>{@link RateLimited}</td><td>none</td></tr>
 *   <tr><td>{@link ApplicationCommandPermissionsUpdate}</td><td>none</td></tr>
 *   <tr><td>{@link AutoModerationRuleCreate}</td><td>AUTO_MODERATION_CONFIGURATION</td></tr>
 *   <tr><td>{@link AutoModerationRuleUpdate}</td><td>AUTO_MODERATION_CONFIGURATION</td></tr>
 *   <tr><td>{@link AutoModerationRuleDelete}</td><td>AUTO_MODERATION_CONFIGURATION</td></tr>
 *   <tr><td>{@link AutoModerationActionExecution}</td><td>AUTO_MODERATION_EXECUTION</td></tr>
 *   <tr><td>{@link ChannelCreate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link ChannelUpdate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link ChannelDelete}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link ChannelInfo}</td><td>none</td></tr>
 *   <tr><td>{@link ChannelPinsUpdate}</td><td>GUILDS or DIRECT_MESSAGES</td></tr>
 *   <tr><td>{@link ThreadCreate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link ThreadUpdate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link ThreadDelete}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link ThreadListSync}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link ThreadMemberUpdate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link ThreadMembersUpdate}</td><td>GUILDS or GUILD_MEMBERS</td></tr>
 *   <tr><td>{@link EntitlementCreate}</td><td>none</td></tr>
 *   <tr><td>{@link EntitlementUpdate}</td><td>none</td></tr>
 *   <tr><td>{@link EntitlementDelete}</td><td>none</td></tr>
 *   <tr><td>{@link GuildCreate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link GuildUpdate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link GuildDelete}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link GuildAuditLogEntryCreate}</td><td>GUILD_MODERATION</td></tr>
 *   <tr><td>{@link GuildBanAdd}</td><td>GUILD_MODERATION</td></tr>
 *   <tr><td>{@link GuildBanRemove}</td><td>GUILD_MODERATION</td></tr>
 *   <tr><td>{@link GuildEmojisUpdate}</td><td>GUILD_EXPRESSIONS</td></tr>
 *   <tr><td>{@link GuildStickersUpdate}</td><td>GUILD_EXPRESSIONS</td></tr>
 *   <tr><td>{@link GuildSoundboardSoundCreate}</td><td>GUILD_EXPRESSIONS</td></tr>
 *   <tr><td>{@link GuildSoundboardSoundUpdate}</td><td>GUILD_EXPRESSIONS</td></tr>
 *   <tr><td>{@link GuildSoundboardSoundDelete}</td><td>GUILD_EXPRESSIONS</td></tr>
 *   <tr><td>{@link GuildSoundboardSoundsUpdate}</td><td>GUILD_EXPRESSIONS</td></tr>
 *   <tr><td>{@link SoundboardSounds}</td><td>none</td></tr>
 *   <tr><td>{@link GuildIntegrationsUpdate}</td><td>GUILD_INTEGRATIONS</td></tr>
 *   <tr><td>{@link IntegrationCreate}</td><td>GUILD_INTEGRATIONS</td></tr>
 *   <tr><td>{@link IntegrationUpdate}</td><td>GUILD_INTEGRATIONS</td></tr>
 *   <tr><td>{@link IntegrationDelete}</td><td>GUILD_INTEGRATIONS</td></tr>
 *   <tr><td>{@link GuildMemberAdd}</td><td>GUILD_MEMBERS</td></tr>
 *   <tr><td>{@link GuildMemberUpdate}</td><td>GUILD_MEMBERS</td></tr>
 *   <tr><td>{@link GuildMemberRemove}</td><td>GUILD_MEMBERS</td></tr>
 *   <tr><td>{@link GuildMembersChunk}</td><td>none</td></tr>
 *   <tr><td>{@link GuildJoinRequestCreate}</td><td>GUILD_MODERATION</td></tr>
 *   <tr><td>{@link GuildJoinRequestUpdate}</td><td>GUILD_MODERATION</td></tr>
 *   <tr><td>{@link GuildJoinRequestDelete}</td><td>GUILD_MODERATION</td></tr>
 *   <tr><td>{@link GuildRoleCreate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link GuildRoleUpdate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link GuildRoleDelete}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link GuildScheduledEventCreate}</td><td>GUILD_SCHEDULED_EVENTS</td></tr>
 *   <tr><td>{@link GuildScheduledEventUpdate}</td><td>GUILD_SCHEDULED_EVENTS</td></tr>
 *   <tr><td>{@link GuildScheduledEventDelete}</td><td>GUILD_SCHEDULED_EVENTS</td></tr>
 *   <tr><td>{@link GuildScheduledEventUserAdd}</td><td>GUILD_SCHEDULED_EVENTS</td></tr>
 *   <tr><td>{@link GuildScheduledEventUserRemove}</td><td>GUILD_SCHEDULED_EVENTS</td></tr>
 *   <tr><td>{@link GuildScheduledEventExceptionCreate}</td><td>GUILD_SCHEDULED_EVENTS</td></tr>
 *   <tr><td>{@link GuildScheduledEventExceptionUpdate}</td><td>GUILD_SCHEDULED_EVENTS</td></tr>
 *   <tr><td>{@link GuildScheduledEventExceptionDelete}</td><td>GUILD_SCHEDULED_EVENTS</td></tr>
 *   <tr><td>{@link InteractionCreate}</td><td>none</td></tr>
 *   <tr><td>{@link InviteCreate}</td><td>GUILD_INVITES</td></tr>
 *   <tr><td>{@link InviteDelete}</td><td>GUILD_INVITES</td></tr>
 *   <tr><td>{@link MessageCreate}</td><td>GUILD_MESSAGES or DIRECT_MESSAGES</td></tr>
 *   <tr><td>{@link MessageUpdate}</td><td>GUILD_MESSAGES or DIRECT_MESSAGES</td></tr>
 *   <tr><td>{@link MessageDelete}</td><td>GUILD_MESSAGES or DIRECT_MESSAGES</td></tr>
 *   <tr><td>{@link MessageDeleteBulk}</td><td>GUILD_MESSAGES</td></tr>
 *   <tr><td>{@link MessageReactionAdd}</td><td>GUILD_MESSAGE_REACTIONS or DIRECT_MESSAGE_REACTIONS</td></tr>
 *   <tr><td>{@link MessageReactionRemove}</td><td>GUILD_MESSAGE_REACTIONS or DIRECT_MESSAGE_REACTIONS</td></tr>
 *   <tr><td>{@link MessageReactionRemoveAll}</td><td>GUILD_MESSAGE_REACTIONS or DIRECT_MESSAGE_REACTIONS</td></tr>
 *   <tr><td>{@link MessageReactionRemoveEmoji}</td><td>GUILD_MESSAGE_REACTIONS or DIRECT_MESSAGE_REACTIONS</td></tr>
 *   <tr><td>{@link MessagePollVoteAdd}</td><td>GUILD_MESSAGE_POLLS or DIRECT_MESSAGE_POLLS</td></tr>
 *   <tr><td>{@link MessagePollVoteRemove}</td><td>GUILD_MESSAGE_POLLS or DIRECT_MESSAGE_POLLS</td></tr>
 *   <tr><td>{@link PresenceUpdate}</td><td>GUILD_PRESENCES</td></tr>
 *   <tr><td>{@link StageInstanceCreate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link StageInstanceUpdate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link StageInstanceDelete}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link SubscriptionCreate}</td><td>none</td></tr>
 *   <tr><td>{@link SubscriptionUpdate}</td><td>none</td></tr>
 *   <tr><td>{@link SubscriptionDelete}</td><td>none</td></tr>
 *   <tr><td>{@link TypingStart}</td><td>GUILD_MESSAGE_TYPING or DIRECT_MESSAGE_TYPING</td></tr>
 *   <tr><td>{@link UserUpdate}</td><td>none</td></tr>
 *   <tr><td>{@link VoiceChannelEffectSend}</td><td>GUILD_VOICE_STATES</td></tr>
 *   <tr><td>{@link VoiceChannelStatusUpdate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link VoiceChannelStartTimeUpdate}</td><td>GUILDS</td></tr>
 *   <tr><td>{@link VoiceStateUpdate}</td><td>GUILD_VOICE_STATES</td></tr>
 *   <tr><td>{@link VoiceServerUpdate}</td><td>none</td></tr>
 *   <tr><td>{@link WebhooksUpdate}</td><td>GUILD_WEBHOOKS</td></tr>
 * </table>
 *
 * <p>The shard's own events are {@link Connected}, {@link ConnectFailed}, {@link Disconnected}, {@link SessionInvalidated},
 * {@link SessionStoreFailed}, {@link IdentifyDelayed}, {@link CommandsDropped} and, of a fleet, {@link ShardFailed}. A payload
 * that this version does not know is {@link Unknown}, and a broken one is {@link Malformed}.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#receive-events">Discord: Receive Events</a>
 */
public sealed interface Event
        permits Ready,
                Resumed,
                RateLimited,
                ApplicationCommandPermissionsUpdate,
                AutoModerationRuleCreate,
                AutoModerationRuleUpdate,
                AutoModerationRuleDelete,
                AutoModerationActionExecution,
                ChannelCreate,
                ChannelUpdate,
                ChannelDelete,
                ChannelInfo,
                ChannelPinsUpdate,
                ThreadCreate,
                ThreadUpdate,
                ThreadDelete,
                ThreadListSync,
                ThreadMemberUpdate,
                ThreadMembersUpdate,
                EntitlementCreate,
                EntitlementUpdate,
                EntitlementDelete,
                GuildCreate,
                GuildUpdate,
                GuildDelete,
                GuildAuditLogEntryCreate,
                GuildBanAdd,
                GuildBanRemove,
                GuildEmojisUpdate,
                GuildStickersUpdate,
                GuildSoundboardSoundCreate,
                GuildSoundboardSoundUpdate,
                GuildSoundboardSoundDelete,
                GuildSoundboardSoundsUpdate,
                SoundboardSounds,
                GuildIntegrationsUpdate,
                IntegrationCreate,
                IntegrationUpdate,
                IntegrationDelete,
                GuildMemberAdd,
                GuildMemberUpdate,
                GuildMemberRemove,
                GuildMembersChunk,
                GuildJoinRequestCreate,
                GuildJoinRequestUpdate,
                GuildJoinRequestDelete,
                GuildRoleCreate,
                GuildRoleUpdate,
                GuildRoleDelete,
                GuildScheduledEventCreate,
                GuildScheduledEventUpdate,
                GuildScheduledEventDelete,
                GuildScheduledEventUserAdd,
                GuildScheduledEventUserRemove,
                GuildScheduledEventExceptionCreate,
                GuildScheduledEventExceptionUpdate,
                GuildScheduledEventExceptionDelete,
                InteractionCreate,
                InviteCreate,
                InviteDelete,
                MessageCreate,
                MessageUpdate,
                MessageDelete,
                MessageDeleteBulk,
                MessageReactionAdd,
                MessageReactionRemove,
                MessageReactionRemoveAll,
                MessageReactionRemoveEmoji,
                MessagePollVoteAdd,
                MessagePollVoteRemove,
                PresenceUpdate,
                StageInstanceCreate,
                StageInstanceUpdate,
                StageInstanceDelete,
                SubscriptionCreate,
                SubscriptionUpdate,
                SubscriptionDelete,
                TypingStart,
                UserUpdate,
                VoiceChannelEffectSend,
                VoiceChannelStatusUpdate,
                VoiceChannelStartTimeUpdate,
                VoiceStateUpdate,
                VoiceServerUpdate,
                WebhooksUpdate,
                LifecycleEvent,
                Unknown,
                Malformed,
                FutureEvent {

    /**
     * The gateway payload behind this event.
     *
     * @return the payload as received; {@link Payload#EMPTY} where the shard itself is the source
     */
    Payload payload();

    /**
     * The guild that this event belongs to, for a program that keeps order or data by guild.
     *
     * @return the id of the guild; 0 for an event outside of guilds, such as a direct message, or of the shard itself
     */
    default long guildId() {
        return 0;
    }
}
