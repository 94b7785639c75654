package dev.nightjar.gateway.event;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The groups of events that a bot asks for.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#list-of-intents">Discord: List of Intents</a>
 */
public enum Intent {
    /** Guilds, roles, channels, threads and stages. */
    GUILDS(
            0,
            EventType.CHANNEL_CREATE,
            EventType.CHANNEL_UPDATE,
            EventType.CHANNEL_DELETE,
            EventType.CHANNEL_PINS_UPDATE,
            EventType.THREAD_CREATE,
            EventType.THREAD_UPDATE,
            EventType.THREAD_DELETE,
            EventType.THREAD_LIST_SYNC,
            EventType.THREAD_MEMBER_UPDATE,
            EventType.THREAD_MEMBERS_UPDATE,
            EventType.GUILD_CREATE,
            EventType.GUILD_UPDATE,
            EventType.GUILD_DELETE,
            EventType.GUILD_ROLE_CREATE,
            EventType.GUILD_ROLE_UPDATE,
            EventType.GUILD_ROLE_DELETE,
            EventType.STAGE_INSTANCE_CREATE,
            EventType.STAGE_INSTANCE_UPDATE,
            EventType.STAGE_INSTANCE_DELETE,
            EventType.VOICE_CHANNEL_STATUS_UPDATE,
            EventType.VOICE_CHANNEL_START_TIME_UPDATE),
    /** Members joining, changing and leaving. Privileged. */
    GUILD_MEMBERS(
            1,
            EventType.THREAD_MEMBERS_UPDATE,
            EventType.GUILD_MEMBER_ADD,
            EventType.GUILD_MEMBER_UPDATE,
            EventType.GUILD_MEMBER_REMOVE),
    /** Bans, the audit log and requests to join. */
    GUILD_MODERATION(
            2,
            EventType.GUILD_AUDIT_LOG_ENTRY_CREATE,
            EventType.GUILD_BAN_ADD,
            EventType.GUILD_BAN_REMOVE,
            EventType.GUILD_JOIN_REQUEST_CREATE,
            EventType.GUILD_JOIN_REQUEST_UPDATE,
            EventType.GUILD_JOIN_REQUEST_DELETE),
    /** Emojis, stickers and soundboard sounds. */
    GUILD_EXPRESSIONS(
            3,
            EventType.GUILD_EMOJIS_UPDATE,
            EventType.GUILD_STICKERS_UPDATE,
            EventType.GUILD_SOUNDBOARD_SOUND_CREATE,
            EventType.GUILD_SOUNDBOARD_SOUND_UPDATE,
            EventType.GUILD_SOUNDBOARD_SOUND_DELETE,
            EventType.GUILD_SOUNDBOARD_SOUNDS_UPDATE),
    /** Integrations. */
    GUILD_INTEGRATIONS(
            4,
            EventType.GUILD_INTEGRATIONS_UPDATE,
            EventType.INTEGRATION_CREATE,
            EventType.INTEGRATION_UPDATE,
            EventType.INTEGRATION_DELETE),
    /** Webhooks. */
    GUILD_WEBHOOKS(5, EventType.WEBHOOKS_UPDATE),
    /** Invites. */
    GUILD_INVITES(6, EventType.INVITE_CREATE, EventType.INVITE_DELETE),
    /** Voice states and voice channel effects. */
    GUILD_VOICE_STATES(7, EventType.VOICE_CHANNEL_EFFECT_SEND, EventType.VOICE_STATE_UPDATE),
    /** Presences. Privileged. */
    GUILD_PRESENCES(8, EventType.PRESENCE_UPDATE),
    /** Messages in guilds. */
    GUILD_MESSAGES(
            9,
            EventType.MESSAGE_CREATE,
            EventType.MESSAGE_UPDATE,
            EventType.MESSAGE_DELETE,
            EventType.MESSAGE_DELETE_BULK),
    /** Reactions in guilds. */
    GUILD_MESSAGE_REACTIONS(
            10,
            EventType.MESSAGE_REACTION_ADD,
            EventType.MESSAGE_REACTION_REMOVE,
            EventType.MESSAGE_REACTION_REMOVE_ALL,
            EventType.MESSAGE_REACTION_REMOVE_EMOJI),
    /** Typing in guilds. */
    GUILD_MESSAGE_TYPING(11, EventType.TYPING_START),
    /** Direct messages. */
    DIRECT_MESSAGES(
            12,
            EventType.CHANNEL_PINS_UPDATE,
            EventType.MESSAGE_CREATE,
            EventType.MESSAGE_UPDATE,
            EventType.MESSAGE_DELETE),
    /** Reactions in direct messages. */
    DIRECT_MESSAGE_REACTIONS(
            13,
            EventType.MESSAGE_REACTION_ADD,
            EventType.MESSAGE_REACTION_REMOVE,
            EventType.MESSAGE_REACTION_REMOVE_ALL,
            EventType.MESSAGE_REACTION_REMOVE_EMOJI),
    /** Typing in direct messages. */
    DIRECT_MESSAGE_TYPING(14, EventType.TYPING_START),
    /** The content of messages. It brings no event of its own. Privileged. */
    MESSAGE_CONTENT(15),
    /** Scheduled events. */
    GUILD_SCHEDULED_EVENTS(
            16,
            EventType.GUILD_SCHEDULED_EVENT_CREATE,
            EventType.GUILD_SCHEDULED_EVENT_UPDATE,
            EventType.GUILD_SCHEDULED_EVENT_DELETE,
            EventType.GUILD_SCHEDULED_EVENT_USER_ADD,
            EventType.GUILD_SCHEDULED_EVENT_USER_REMOVE,
            EventType.GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE,
            EventType.GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE,
            EventType.GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE),
    /** Auto moderation rules. */
    AUTO_MODERATION_CONFIGURATION(
            20,
            EventType.AUTO_MODERATION_RULE_CREATE,
            EventType.AUTO_MODERATION_RULE_UPDATE,
            EventType.AUTO_MODERATION_RULE_DELETE),
    /** Auto moderation actions. */
    AUTO_MODERATION_EXECUTION(21, EventType.AUTO_MODERATION_ACTION_EXECUTION),
    /** Poll votes in guilds. */
    GUILD_MESSAGE_POLLS(24, EventType.MESSAGE_POLL_VOTE_ADD, EventType.MESSAGE_POLL_VOTE_REMOVE),
    /** Poll votes in direct messages. */
    DIRECT_MESSAGE_POLLS(25, EventType.MESSAGE_POLL_VOTE_ADD, EventType.MESSAGE_POLL_VOTE_REMOVE);

    private static final Set<Intent> PRIVILEGED = EnumSet.of(GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT);

    private final int bit;

    @SuppressWarnings("ImmutableEnumChecker") // the set is unmodifiable
    private final Set<EventType> events;

    Intent(int bit, EventType... events) {
        this.bit = bit;
        Set<EventType> set = EnumSet.noneOf(EventType.class);
        Collections.addAll(set, events);
        this.events = Collections.unmodifiableSet(set);
    }

    /**
     * All intents that need no approval.
     *
     * @return a new set, all but the privileged ones
     */
    public static Set<Intent> unprivileged() {
        return EnumSet.complementOf(EnumSet.copyOf(PRIVILEGED));
    }

    /**
     * The intents that bring events. An event that comes from guilds and from direct messages has an intent for each of the
     * two, and you need only the one for the source that you want. The same holds for an event that comes for the bot itself
     * and for everybody, such as {@link EventType#THREAD_MEMBERS_UPDATE}. Events that always come have no intent.
     *
     * @param events the events
     * @return a new set of all intents that bring one of them
     */
    public static Set<Intent> bringing(Collection<EventType> events) {
        Set<Intent> intents = EnumSet.noneOf(Intent.class);
        for (Intent intent : values()) {
            if (!Collections.disjoint(intent.events, events)) {
                intents.add(intent);
            }
        }
        return intents;
    }

    /**
     * The intents as one number, as IDENTIFY carries them.
     *
     * @param intents any of them
     * @return the sum of their bits
     */
    public static int bits(Collection<Intent> intents) {
        int bits = 0;
        for (Intent intent : intents) {
            bits |= intent.mask();
        }
        return bits;
    }

    /**
     * The events that this intent brings. All others come without an intent, or with another one.
     *
     * @return the events, in a set that cannot be changed; empty for {@link #MESSAGE_CONTENT}
     */
    public Set<EventType> events() {
        return events;
    }

    /**
     * The value of this intent's bit.
     *
     * @return a power of two
     */
    public int mask() {
        return 1 << bit;
    }

    /**
     * Whether the application must be granted this intent in the developer portal; without that the gateway closes with
     * 4014.
     *
     * @return true for members, presences and message content
     */
    public boolean isPrivileged() {
        return PRIVILEGED.contains(this);
    }
}
