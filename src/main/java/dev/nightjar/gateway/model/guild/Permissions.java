package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Flags;

/**
 * What somebody may do.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags">Discord: Bitwise Permission Flags</a>
 */
public record Permissions(long bits) implements Flags<Permissions> {

    /** Create invites. */
    public static final Permissions CREATE_INSTANT_INVITE = new Permissions(1L << 0);

    /** Kick members. */
    public static final Permissions KICK_MEMBERS = new Permissions(1L << 1);

    /** Ban members. */
    public static final Permissions BAN_MEMBERS = new Permissions(1L << 2);

    /** Everything. */
    public static final Permissions ADMINISTRATOR = new Permissions(1L << 3);

    /** Change channels. */
    public static final Permissions MANAGE_CHANNELS = new Permissions(1L << 4);

    /** Change the guild. */
    public static final Permissions MANAGE_GUILD = new Permissions(1L << 5);

    /** React with an emoji that nobody has used yet. */
    public static final Permissions ADD_REACTIONS = new Permissions(1L << 6);

    /** See the audit log. */
    public static final Permissions VIEW_AUDIT_LOG = new Permissions(1L << 7);

    /** Speak louder than others. */
    public static final Permissions PRIORITY_SPEAKER = new Permissions(1L << 8);

    /** Stream. */
    public static final Permissions STREAM = new Permissions(1L << 9);

    /** See a channel. */
    public static final Permissions VIEW_CHANNEL = new Permissions(1L << 10);

    /** Send messages, and start threads in a forum. */
    public static final Permissions SEND_MESSAGES = new Permissions(1L << 11);

    /** Send messages that are read aloud. */
    public static final Permissions SEND_TTS_MESSAGES = new Permissions(1L << 12);

    /** Delete the messages of others. */
    public static final Permissions MANAGE_MESSAGES = new Permissions(1L << 13);

    /** Have links embedded. */
    public static final Permissions EMBED_LINKS = new Permissions(1L << 14);

    /** Attach files. */
    public static final Permissions ATTACH_FILES = new Permissions(1L << 15);

    /** Read old messages. */
    public static final Permissions READ_MESSAGE_HISTORY = new Permissions(1L << 16);

    /** Mention everyone, here, and all roles. */
    public static final Permissions MENTION_EVERYONE = new Permissions(1L << 17);

    /** Use emojis of other guilds. */
    public static final Permissions USE_EXTERNAL_EMOJIS = new Permissions(1L << 18);

    /** See the guild's insights. */
    public static final Permissions VIEW_GUILD_INSIGHTS = new Permissions(1L << 19);

    /** Join a voice channel. */
    public static final Permissions CONNECT = new Permissions(1L << 20);

    /** Speak in a voice channel. */
    public static final Permissions SPEAK = new Permissions(1L << 21);

    /** Mute members. */
    public static final Permissions MUTE_MEMBERS = new Permissions(1L << 22);

    /** Deafen members. */
    public static final Permissions DEAFEN_MEMBERS = new Permissions(1L << 23);

    /** Move members between voice channels. */
    public static final Permissions MOVE_MEMBERS = new Permissions(1L << 24);

    /** Speak without push-to-talk. */
    public static final Permissions USE_VAD = new Permissions(1L << 25);

    /** Change one's own nickname. */
    public static final Permissions CHANGE_NICKNAME = new Permissions(1L << 26);

    /** Change the nicknames of others. */
    public static final Permissions MANAGE_NICKNAMES = new Permissions(1L << 27);

    /** Change roles. */
    public static final Permissions MANAGE_ROLES = new Permissions(1L << 28);

    /** Change webhooks. */
    public static final Permissions MANAGE_WEBHOOKS = new Permissions(1L << 29);

    /** Change emojis, stickers and sounds, whoever made them. */
    public static final Permissions MANAGE_GUILD_EXPRESSIONS = new Permissions(1L << 30);

    /** Use commands of applications. */
    public static final Permissions USE_APPLICATION_COMMANDS = new Permissions(1L << 31);

    /** Ask to speak on a stage. */
    public static final Permissions REQUEST_TO_SPEAK = new Permissions(1L << 32);

    /** Change scheduled events, whoever made them. */
    public static final Permissions MANAGE_EVENTS = new Permissions(1L << 33);

    /** Change threads, and see private ones. */
    public static final Permissions MANAGE_THREADS = new Permissions(1L << 34);

    /** Start public threads. */
    public static final Permissions CREATE_PUBLIC_THREADS = new Permissions(1L << 35);

    /** Start private threads. */
    public static final Permissions CREATE_PRIVATE_THREADS = new Permissions(1L << 36);

    /** Use stickers of other guilds. */
    public static final Permissions USE_EXTERNAL_STICKERS = new Permissions(1L << 37);

    /** Send messages in threads. */
    public static final Permissions SEND_MESSAGES_IN_THREADS = new Permissions(1L << 38);

    /** Use activities. */
    public static final Permissions USE_EMBEDDED_ACTIVITIES = new Permissions(1L << 39);

    /** Time members out. */
    public static final Permissions MODERATE_MEMBERS = new Permissions(1L << 40);

    /** See the insights of role subscriptions. */
    public static final Permissions VIEW_CREATOR_MONETIZATION_ANALYTICS = new Permissions(1L << 41);

    /** Use the soundboard. */
    public static final Permissions USE_SOUNDBOARD = new Permissions(1L << 42);

    /** Create emojis, stickers and sounds. */
    public static final Permissions CREATE_GUILD_EXPRESSIONS = new Permissions(1L << 43);

    /** Create scheduled events. */
    public static final Permissions CREATE_EVENTS = new Permissions(1L << 44);

    /** Use sounds of other guilds. */
    public static final Permissions USE_EXTERNAL_SOUNDS = new Permissions(1L << 45);

    /** Send voice messages. */
    public static final Permissions SEND_VOICE_MESSAGES = new Permissions(1L << 46);

    /** Set the status of a voice channel. */
    public static final Permissions SET_VOICE_CHANNEL_STATUS = new Permissions(1L << 48);

    /** Send polls. */
    public static final Permissions SEND_POLLS = new Permissions(1L << 49);

    /** Let answers of one's own apps be seen by others. */
    public static final Permissions USE_EXTERNAL_APPS = new Permissions(1L << 50);

    /** Pin messages. */
    public static final Permissions PIN_MESSAGES = new Permissions(1L << 51);

    /** Write without waiting in slow mode. */
    public static final Permissions BYPASS_SLOWMODE = new Permissions(1L << 52);
}
