package dev.nightjar.gateway.model.automod;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a rule does.
 *
 * @param type what it does
 * @param metadata how; null where nothing is to be told
 * @see <a href="https://discord.com/developers/docs/resources/auto-moderation#auto-moderation-action-object">Discord: Auto Moderation Action Object</a>
 */
public record AutoModerationAction(
        AutoModerationActionType type, @Nullable AutoModerationActionMetadata metadata) {}
