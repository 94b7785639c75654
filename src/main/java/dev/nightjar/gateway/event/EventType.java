package dev.nightjar.gateway.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The dispatches that Discord documents, by their names on the wire. The intents that bring them are given by {@link
 * Intent#bringing Intent.bringing}.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#receive-events">Discord: Receive Events</a>
 */
public enum EventType {
    /** The session has begun. */
    READY,
    /** The session goes on; the missed events were replayed. */
    RESUMED,
    /** A command was refused because of a rate limit. */
    RATE_LIMITED,
    /** The permissions of an application command changed. */
    APPLICATION_COMMAND_PERMISSIONS_UPDATE,
    /** An auto moderation rule was made. */
    AUTO_MODERATION_RULE_CREATE,
    /** An auto moderation rule changed. */
    AUTO_MODERATION_RULE_UPDATE,
    /** An auto moderation rule was deleted. */
    AUTO_MODERATION_RULE_DELETE,
    /** An auto moderation rule fired. */
    AUTO_MODERATION_ACTION_EXECUTION,
    /** A channel was made. */
    CHANNEL_CREATE,
    /** A channel changed. */
    CHANNEL_UPDATE,
    /** A channel was deleted. */
    CHANNEL_DELETE,
    /** The answer to Request Channel Info. */
    CHANNEL_INFO,
    /** A message was pinned or unpinned. */
    CHANNEL_PINS_UPDATE,
    /** A thread was made, or the bot was added to a private one. */
    THREAD_CREATE,
    /** A thread changed. */
    THREAD_UPDATE,
    /** A thread was deleted. */
    THREAD_DELETE,
    /** The active threads of channels that the bot can see from now on. */
    THREAD_LIST_SYNC,
    /** The bot's own membership of a thread changed. */
    THREAD_MEMBER_UPDATE,
    /** Users were added to a thread or removed from it. */
    THREAD_MEMBERS_UPDATE,
    /** An entitlement was made. */
    ENTITLEMENT_CREATE,
    /** An entitlement changed. */
    ENTITLEMENT_UPDATE,
    /** An entitlement was deleted. */
    ENTITLEMENT_DELETE,
    /** A guild was loaded, joined or became available. */
    GUILD_CREATE,
    /** A guild changed. */
    GUILD_UPDATE,
    /** A guild was left or became unavailable. */
    GUILD_DELETE,
    /** An audit log entry was made. */
    GUILD_AUDIT_LOG_ENTRY_CREATE,
    /** A user was banned. */
    GUILD_BAN_ADD,
    /** A ban was lifted. */
    GUILD_BAN_REMOVE,
    /** A guild's emojis changed. */
    GUILD_EMOJIS_UPDATE,
    /** A guild's stickers changed. */
    GUILD_STICKERS_UPDATE,
    /** A soundboard sound was made. */
    GUILD_SOUNDBOARD_SOUND_CREATE,
    /** A soundboard sound changed. */
    GUILD_SOUNDBOARD_SOUND_UPDATE,
    /** A soundboard sound was deleted. */
    GUILD_SOUNDBOARD_SOUND_DELETE,
    /** Several soundboard sounds changed. */
    GUILD_SOUNDBOARD_SOUNDS_UPDATE,
    /** The answer to Request Soundboard Sounds, for one guild. */
    SOUNDBOARD_SOUNDS,
    /** A guild's integrations changed. */
    GUILD_INTEGRATIONS_UPDATE,
    /** An integration was made. */
    INTEGRATION_CREATE,
    /** An integration changed. */
    INTEGRATION_UPDATE,
    /** An integration was deleted. */
    INTEGRATION_DELETE,
    /** A user joined a guild. */
    GUILD_MEMBER_ADD,
    /** A member changed. */
    GUILD_MEMBER_UPDATE,
    /** A user left a guild, or was removed. */
    GUILD_MEMBER_REMOVE,
    /** A part of the answer to Request Guild Members. */
    GUILD_MEMBERS_CHUNK,
    /** A user asked to join a guild. */
    GUILD_JOIN_REQUEST_CREATE,
    /** A request to join a guild changed. */
    GUILD_JOIN_REQUEST_UPDATE,
    /** A request to join a guild was withdrawn. */
    GUILD_JOIN_REQUEST_DELETE,
    /** A role was made. */
    GUILD_ROLE_CREATE,
    /** A role changed. */
    GUILD_ROLE_UPDATE,
    /** A role was deleted. */
    GUILD_ROLE_DELETE,
    /** A scheduled event was made. */
    GUILD_SCHEDULED_EVENT_CREATE,
    /** A scheduled event changed. */
    GUILD_SCHEDULED_EVENT_UPDATE,
    /** A scheduled event was deleted. */
    GUILD_SCHEDULED_EVENT_DELETE,
    /** A user subscribed to a scheduled event. */
    GUILD_SCHEDULED_EVENT_USER_ADD,
    /** A user unsubscribed from a scheduled event. */
    GUILD_SCHEDULED_EVENT_USER_REMOVE,
    /** A recurrence of a scheduled event was moved or called off. Not documented by Discord. */
    GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE,
    /** A recurrence of a scheduled event that differs from the rule was changed. Not documented by Discord. */
    GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE,
    /** A recurrence of a scheduled event is as the rule says again. Not documented by Discord. */
    GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE,
    /** A user used a command, a component or a modal. */
    INTERACTION_CREATE,
    /** An invite was made. */
    INVITE_CREATE,
    /** An invite was deleted. */
    INVITE_DELETE,
    /** A message was sent. */
    MESSAGE_CREATE,
    /** A message was edited. */
    MESSAGE_UPDATE,
    /** A message was deleted. */
    MESSAGE_DELETE,
    /** Several messages were deleted at once. */
    MESSAGE_DELETE_BULK,
    /** A user reacted to a message. */
    MESSAGE_REACTION_ADD,
    /** A reaction was removed. */
    MESSAGE_REACTION_REMOVE,
    /** All reactions of a message were removed. */
    MESSAGE_REACTION_REMOVE_ALL,
    /** All reactions of a message with one emoji were removed. */
    MESSAGE_REACTION_REMOVE_EMOJI,
    /** A user voted in a poll. */
    MESSAGE_POLL_VOTE_ADD,
    /** A user took back a vote in a poll. */
    MESSAGE_POLL_VOTE_REMOVE,
    /** A user's presence changed. */
    PRESENCE_UPDATE,
    /** A stage instance was made. */
    STAGE_INSTANCE_CREATE,
    /** A stage instance changed. */
    STAGE_INSTANCE_UPDATE,
    /** A stage instance was closed. */
    STAGE_INSTANCE_DELETE,
    /** A premium subscription was made. */
    SUBSCRIPTION_CREATE,
    /** A premium subscription changed. */
    SUBSCRIPTION_UPDATE,
    /** A premium subscription was deleted. */
    SUBSCRIPTION_DELETE,
    /** A user began to type. */
    TYPING_START,
    /** The bot's own user changed. */
    USER_UPDATE,
    /** A user sent an effect in a voice channel. */
    VOICE_CHANNEL_EFFECT_SEND,
    /** A voice channel's status changed. */
    VOICE_CHANNEL_STATUS_UPDATE,
    /** A voice channel's start time changed. */
    VOICE_CHANNEL_START_TIME_UPDATE,
    /** A user joined, left or moved in voice, or changed the voice state. */
    VOICE_STATE_UPDATE,
    /** A guild's voice server was given or changed. */
    VOICE_SERVER_UPDATE,
    /** A channel's webhooks changed. */
    WEBHOOKS_UPDATE,
    /** A dispatch with a name that this version does not know, or a payload that is not a dispatch. */
    UNKNOWN;

    /*
     * Names are looked up by their bytes in the payload, so no String is made for each event. The table has 1,024 places for
     * 82 names, so nearly every name is found at its first place.
     */
    private static final int PLACES = 1024;

    private static final EventType[] TABLE = table();

    /**
     * The type with a name.
     *
     * @param wireName the name, as in {@code MESSAGE_CREATE}
     * @return the type, or {@link #UNKNOWN} where Discord documents none with this name
     */
    public static EventType of(String wireName) {
        byte[] name = wireName.getBytes(StandardCharsets.UTF_8);
        return of(name, 0, name.length);
    }

    /**
     * The intents that bring this event: one of them is enough.
     *
     * @return empty where the event comes without any, or as the answer to a command
     * @see <a href="https://discord.com/developers/docs/events/gateway#list-of-intents">Discord: List of Intents</a>
     */
    public Set<Intent> intents() {
        return Intent.bringing(EnumSet.of(this));
    }

    /**
     * The types of the dispatches that are decoded as this event. {@link Unknown} stands for {@link #UNKNOWN}; {@link Event} and
     * {@link Malformed} for all.
     *
     * @param event the record of an event, or one of its variants
     * @return one type, all, or none for an event of the shard itself
     */
    public static Set<EventType> of(Class<? extends Event> event) {
        if (event == Event.class || event == Malformed.class) {
            return EnumSet.allOf(EventType.class);
        }
        // By the name: the class of an event that never comes is never loaded. A variant is in the class of its event.
        String name = event.getNestHost().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "_");
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (EventType type : values()) {
            if (type.name().equalsIgnoreCase(name)) {
                types.add(type);
            }
        }
        return types;
    }

    /** The type whose name these bytes are. */
    static EventType of(byte[] bytes, int from, int to) {
        int place = hash(bytes, from, to);
        while (TABLE[place] != UNKNOWN) {
            if (TABLE[place].isNamed(bytes, from, to)) {
                return TABLE[place];
            }
            place = (place + 1) % PLACES;
        }
        return UNKNOWN;
    }

    private boolean isNamed(byte[] bytes, int from, int to) {
        String name = name();
        boolean same = name.length() == to - from;
        for (int i = 0; same && i < name.length(); i++) {
            same = name.charAt(i) == bytes[from + i];
        }
        return same;
    }

    private static EventType[] table() {
        var table = new EventType[PLACES];
        Arrays.fill(table, UNKNOWN);
        for (EventType type : values()) {
            byte[] wireName = type.name().getBytes(StandardCharsets.UTF_8);
            int place = hash(wireName, 0, wireName.length);
            while (table[place] != UNKNOWN) {
                place = (place + 1) % PLACES;
            }
            table[place] = type;
        }
        return table;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return Math.floorMod(hash ^ hash >>> 16, PLACES);
    }
}
