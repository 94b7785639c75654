package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.application.Subscription;

/**
 * A subscription of an app was made. Only the first shard receives it.
 *
 * <p>Discord's name for it is {@index SUBSCRIPTION_CREATE}.
 *
 * @param payload the payload as received
 * @param subscription the subscription
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#subscription-create">Discord: Subscription Create</a>
 */
public record SubscriptionCreate(Payload payload, @Flat Subscription subscription) implements Event {}
