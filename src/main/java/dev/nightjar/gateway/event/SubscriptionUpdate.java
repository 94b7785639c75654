package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.application.Subscription;

/**
 * A subscription of an app changed. Only the first shard receives it.
 *
 * <p>Discord's name for it is {@index SUBSCRIPTION_UPDATE}.
 *
 * @param payload the payload as received
 * @param subscription the subscription
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#subscription-update">Discord: Subscription Update</a>
 */
public record SubscriptionUpdate(Payload payload, @Flat Subscription subscription) implements Event {}
