package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.automod.AutoModerationRule;

/**
 * A rule of auto moderation changed.
 *
 * <p>Discord's name for it is {@index AUTO_MODERATION_RULE_UPDATE}.
 *
 * @param payload the payload as received
 * @param rule the rule
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#auto-moderation-rule-update">Discord: Auto Moderation Rule Update</a>
 */
public record AutoModerationRuleUpdate(
        Payload payload, @Flat AutoModerationRule rule) implements Event {

    @Override
    public long guildId() {
        return rule.guildId();
    }
}
