package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.Coded;

/**
 * The kind of a channel.
 *
 * @see <a href="https://discord.com/developers/docs/resources/channel#channel-object-channel-types">Discord: Channel Types</a>
 */
public enum ChannelType implements Coded {
    /** A text channel of a guild. */
    GUILD_TEXT(0),
    /** Between the bot and a user. */
    DM(1),
    /** A voice channel of a guild. */
    GUILD_VOICE(2),
    /** Between several users. */
    GROUP_DM(3),
    /** A category that holds up to 50 channels. */
    GUILD_CATEGORY(4),
    /** A channel that others can follow. */
    GUILD_ANNOUNCEMENT(5),
    /** A thread in an announcement channel. */
    ANNOUNCEMENT_THREAD(10),
    /** A thread in a text or forum channel. */
    PUBLIC_THREAD(11),
    /** A thread that only invited users and moderators see. */
    PRIVATE_THREAD(12),
    /** A voice channel with an audience. */
    GUILD_STAGE_VOICE(13),
    /** The channel of a hub that lists guilds. */
    GUILD_DIRECTORY(14),
    /** A channel that holds only threads. */
    GUILD_FORUM(15),
    /** A forum for media. */
    GUILD_MEDIA(16),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ChannelType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
