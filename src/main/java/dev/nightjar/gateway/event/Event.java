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
        permits Ready,
                Resumed,
                RateLimited,
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
                GuildCreate,
                GuildUpdate,
                GuildDelete,
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
                GuildRoleCreate,
                GuildRoleUpdate,
                GuildRoleDelete,
                GuildScheduledEventCreate,
                GuildScheduledEventUpdate,
                GuildScheduledEventDelete,
                GuildScheduledEventUserAdd,
                GuildScheduledEventUserRemove,
                MessageCreate,
                MessageUpdate,
                MessageDelete,
                PresenceUpdate,
                StageInstanceCreate,
                StageInstanceUpdate,
                StageInstanceDelete,
                TypingStart,
                UserUpdate,
                VoiceChannelEffectSend,
                VoiceChannelStatusUpdate,
                VoiceChannelStartTimeUpdate,
                VoiceStateUpdate,
                VoiceServerUpdate,
                WebhooksUpdate,
                Connected,
                ConnectFailed,
                Disconnected,
                SessionInvalidated,
                ShardFailed,
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
