package dev.nightjar.gateway.model.automod;

import java.util.List;

/**
 * A rule of auto moderation.
 *
 * @param id the id
 * @param guildId the id of the guild
 * @param name the name
 * @param creatorId the id of the user who made it
 * @param eventType when it looks
 * @param triggerType what it looks for
 * @param triggerMetadata what exactly it looks for
 * @param actions what it does
 * @param enabled whether it is enabled
 * @param exemptRoles the ids of the roles that it does not concern, 20 at most
 * @param exemptChannels the ids of the channels that it does not concern, 50 at most
 * @see <a href="https://discord.com/developers/docs/resources/auto-moderation#auto-moderation-rule-object">Discord: Auto Moderation Rule Object</a>
 */
public record AutoModerationRule(
        long id,
        long guildId,
        String name,
        long creatorId,
        AutoModerationEventType eventType,
        AutoModerationTriggerType triggerType,
        AutoModerationTriggerMetadata triggerMetadata,
        List<AutoModerationAction> actions,
        boolean enabled,
        List<Long> exemptRoles,
        List<Long> exemptChannels) {

    /** Copies what could change later. */
    public AutoModerationRule {
        actions = List.copyOf(actions);
        exemptRoles = List.copyOf(exemptRoles);
        exemptChannels = List.copyOf(exemptChannels);
    }
}
