package dev.nightjar.gateway.model.automod;

import org.jspecify.annotations.Nullable;

/**
 * How a rule does what it does.
 *
 * @param channelId the id of the channel to log to, of SEND_ALERT_MESSAGE; 0 otherwise
 * @param durationSeconds how long a timeout lasts, of TIMEOUT, in seconds, 2,419,200 at most; 0 otherwise
 * @param customMessage what members are told, of BLOCK_MESSAGE, 150 characters at most
 * @see <a href="https://discord.com/developers/docs/resources/auto-moderation#auto-moderation-action-object-action-metadata">Discord: Action Metadata</a>
 */
public record AutoModerationActionMetadata(
        long channelId, int durationSeconds, @Nullable String customMessage) {}
