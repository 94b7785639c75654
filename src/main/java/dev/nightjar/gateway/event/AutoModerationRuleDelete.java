package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.automod.AutoModerationRule;

/**
 * A rule of auto moderation was deleted.
 *
 * <p>Discord's name for it is {@index AUTO_MODERATION_RULE_DELETE}.
 *
 * @param payload the payload as received
 * @param rule the rule
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#auto-moderation-rule-delete">Discord: Auto Moderation Rule Delete</a>
 */
public record AutoModerationRuleDelete(
        Payload payload, @Flat AutoModerationRule rule) implements Event {

    @Override
    public long guildId() {
        return rule.guildId();
    }
}
