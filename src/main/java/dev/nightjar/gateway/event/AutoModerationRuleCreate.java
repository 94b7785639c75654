package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.automod.AutoModerationRule;

/**
 * A rule of auto moderation was made.
 *
 * <p>Discord's name for it is {@index AUTO_MODERATION_RULE_CREATE}.
 *
 * @param payload the payload as received
 * @param rule the rule
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#auto-moderation-rule-create">Discord: Auto Moderation Rule Create</a>
 */
public record AutoModerationRuleCreate(
        Payload payload, @Flat AutoModerationRule rule) implements Event {

    @Override
    public long guildId() {
        return rule.guildId();
    }
}
