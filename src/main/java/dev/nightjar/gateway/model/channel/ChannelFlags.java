package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.Flags;

/**
 * What a channel is and demands.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/resources/channel#channel-object-channel-flags">Discord: Channel Flags</a>
 */
public record ChannelFlags(long bits) implements Flags<ChannelFlags> {

    /** A thread that is pinned in its forum. */
    public static final ChannelFlags PINNED = new ChannelFlags(1L << 1);

    /** A forum where a thread must have a tag. */
    public static final ChannelFlags REQUIRE_TAG = new ChannelFlags(1L << 4);

    /** A media channel that offers no downloads. */
    public static final ChannelFlags HIDE_MEDIA_DOWNLOAD_OPTIONS = new ChannelFlags(1L << 15);

    /** A channel that the bot may not see; its data is withheld. */
    public static final ChannelFlags CHANNEL_OBFUSCATED = new ChannelFlags(1L << 17);

    /** A channel whose media are hidden until one asks for them. */
    public static final ChannelFlags IS_SPOILER_CHANNEL = new ChannelFlags(1L << 21);

    /** A channel left out of the feed of its guild. Discord does not document it. */
    public static final ChannelFlags GUILD_FEED_REMOVED = new ChannelFlags(1L << 0);

    /** A channel left out of the active channels. Discord does not document it. */
    public static final ChannelFlags ACTIVE_CHANNELS_REMOVED = new ChannelFlags(1L << 2);

    /** A DM that looks like spam. Discord does not document it. */
    public static final ChannelFlags IS_SPAM = new ChannelFlags(1L << 5);

    /** A channel of the server guide. Discord does not document it. */
    public static final ChannelFlags IS_GUILD_RESOURCE_CHANNEL = new ChannelFlags(1L << 7);

    /** A thread made by Clyde. Discord does not document it. */
    public static final ChannelFlags CLYDE_AI = new ChannelFlags(1L << 8);

    /** A channel that will be deleted. Discord does not document it. */
    public static final ChannelFlags IS_SCHEDULED_FOR_DELETION = new ChannelFlags(1L << 9);
}
