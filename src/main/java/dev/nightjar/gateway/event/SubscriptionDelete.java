package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.application.Subscription;

/**
 * A subscription of an app was deleted. Only the first shard receives it.
 *
 * <p>Discord's name for it is {@index SUBSCRIPTION_DELETE}.
 *
 * @param payload the payload as received
 * @param subscription the subscription
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#subscription-delete">Discord: Subscription Delete</a>
 */
public record SubscriptionDelete(Payload payload, @Flat Subscription subscription) implements Event {}
