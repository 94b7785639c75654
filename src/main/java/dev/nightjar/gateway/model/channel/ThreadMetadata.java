package dev.nightjar.gateway.model.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What only threads have.
 *
 * @param archived whether it is archived
 * @param autoArchiveDuration after how many quiet minutes it is no longer shown
 * @param archiveTimestamp when it was last archived or unarchived
 * @param locked whether only moderators can unarchive it
 * @param invitable whether those in a private thread may invite others
 * @param createTimestamp when it was created; null before 9 January 2022
 * @see <a href="https://discord.com/developers/docs/resources/channel#thread-metadata-object">Discord: Thread Metadata Object</a>
 */
public record ThreadMetadata(
        boolean archived,
        int autoArchiveDuration,
        @Nullable Instant archiveTimestamp,
        boolean locked,
        boolean invitable,
        @Nullable Instant createTimestamp) {}
