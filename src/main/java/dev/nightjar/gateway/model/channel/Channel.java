package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.guild.Permissions;
import dev.nightjar.gateway.model.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel or thread, in a guild or between users. Of a channel that the bot may not see, the name is {@code
 * ___hidden___} and most else is empty.
 *
 * @param id the id
 * @param type its type
 * @param guildId the id of its guild; 0 for none, and in GUILD_CREATE
 * @param position its place among the channels
 * @param permissionOverwrites the permissions of roles and members that differ here
 * @param name the name
 * @param topic the topic
 * @param nsfw whether it is age-restricted
 * @param lastMessageId the id of the last message, or of the last thread in a forum; it may not exist any more
 * @param bitrate the bitrate of a voice channel in bits a second
 * @param userLimit how many users a voice channel takes; 0 for no limit
 * @param rateLimitPerUser how many seconds a user waits between messages
 * @param recipients who takes part in a DM
 * @param icon the hash of the icon of a group
 * @param ownerId the id of who created a group or thread
 * @param applicationId the id of the application that created a group; 0 where none did
 * @param managed whether an application manages a group
 * @param parentId the id of its category, or of a thread's channel; 0 where there is none
 * @param lastPinTimestamp when a message was last pinned
 * @param rtcRegion the voice region; null where it is chosen automatically
 * @param videoQualityMode the quality of video
 * @param messageCount how many messages a thread has, but for deleted ones and the first
 * @param memberCount about how many users a thread has, 50 at most
 * @param threadMetadata what only threads have
 * @param member the bot's membership of a thread
 * @param defaultAutoArchiveDuration after how many quiet minutes new threads are archived
 * @param permissions the permissions of the invoking user, in an interaction
 * @param appPermissions the permissions of the app in the channel, in an interaction
 * @param flags the flags
 * @param totalMessageSent how many messages were ever sent in a thread
 * @param availableTags the tags that a forum offers
 * @param appliedTags the ids of the tags of a thread in a forum
 * @param defaultReactionEmoji the emoji on a forum's button to react
 * @param defaultThreadRateLimitPerUser the rateLimitPerUser of new threads
 * @param defaultSortOrder how a forum's posts are sorted
 * @param defaultForumLayout how a forum's posts are shown
 * @see <a href="https://discord.com/developers/docs/resources/channel#channel-object">Discord: Channel Object</a>
 */
public record Channel(
        long id,
        ChannelType type,
        long guildId,
        int position,
        List<PermissionOverwrite> permissionOverwrites,
        @Nullable String name,
        @Nullable String topic,
        boolean nsfw,
        long lastMessageId,
        int bitrate,
        int userLimit,
        int rateLimitPerUser,
        List<User> recipients,
        @Nullable String icon,
        long ownerId,
        long applicationId,
        boolean managed,
        long parentId,
        @Nullable Instant lastPinTimestamp,
        @Nullable String rtcRegion,
        VideoQualityMode videoQualityMode,
        int messageCount,
        int memberCount,
        @Nullable ThreadMetadata threadMetadata,
        @Nullable ThreadMember member,
        int defaultAutoArchiveDuration,
        Permissions permissions,
        Permissions appPermissions,
        ChannelFlags flags,
        int totalMessageSent,
        List<ForumTag> availableTags,
        List<Long> appliedTags,
        @Nullable DefaultReaction defaultReactionEmoji,
        int defaultThreadRateLimitPerUser,
        ForumSortOrder defaultSortOrder,
        ForumLayout defaultForumLayout) {

    /** Copies what could change later. */
    public Channel {
        permissionOverwrites = List.copyOf(permissionOverwrites);
        recipients = List.copyOf(recipients);
        availableTags = List.copyOf(availableTags);
        appliedTags = List.copyOf(appliedTags);
    }

    /**
     * Whether the bot may not see this channel, so that Discord withholds its data. The name is then {@code ___hidden___},
     * and most else is empty or made up.
     *
     * @return whether the flag CHANNEL_OBFUSCATED is set
     * @see <a href="https://discord.com/developers/docs/resources/channel#channel-object-obfuscated-channels">Discord:
     *     Obfuscated Channels</a>
     */
    public boolean isObfuscated() {
        return flags.has(ChannelFlags.CHANNEL_OBFUSCATED);
    }
}
