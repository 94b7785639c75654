package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.automod.AutoModerationAction;
import dev.nightjar.gateway.model.automod.AutoModerationTriggerType;
import org.jspecify.annotations.Nullable;

/**
 * A rule of auto moderation did something. For several actions it comes once for each.
 *
 * <p>Discord's name for it is {@index AUTO_MODERATION_ACTION_EXECUTION}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param action what was done
 * @param ruleId the id of the rule
 * @param ruleTriggerType what the rule looks for
 * @param userId the id of the user whose content it was
 * @param channelId the id of the channel of the content; 0 where there is none
 * @param messageId the id of the message; 0 where it was blocked, or the content was in none
 * @param alertSystemMessageId the id of the message that logs it, of SEND_ALERT_MESSAGE; 0 otherwise
 * @param content what the user wrote; empty without the message content intent
 * @param matchedKeyword the word of the rule that was found
 * @param matchedContent what it was found in; empty without the message content intent
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#auto-moderation-action-execution">Discord: Auto Moderation Action Execution</a>
 */
public record AutoModerationActionExecution(
        Payload payload,
        long guildId,
        AutoModerationAction action,
        long ruleId,
        AutoModerationTriggerType ruleTriggerType,
        long userId,
        long channelId,
        long messageId,
        long alertSystemMessageId,
        String content,
        @Nullable String matchedKeyword,
        @Nullable String matchedContent)
        implements Event {}
