package dev.nightjar.gateway.model.application;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's subscription of premium offers of an app.
 *
 * @param id the id
 * @param userId the id of the user
 * @param skuIds the ids of the SKUs
 * @param entitlementIds the ids of the entitlements that come with it
 * @param renewalSkuIds the ids of the SKUs from the renewal on; empty where Discord names none
 * @param currentPeriodStart when the period began
 * @param currentPeriodEnd when the period ends
 * @param status how it stands with it
 * @param canceledAt when it was cancelled
 * @param country the country of the payment, as two letters of ISO 3166-1; null unless asked for with a private scope
 * @see <a href="https://discord.com/developers/docs/resources/subscription#subscription-object">Discord: Subscription Object</a>
 */
public record Subscription(
        long id,
        long userId,
        List<Long> skuIds,
        List<Long> entitlementIds,
        List<Long> renewalSkuIds,
        Instant currentPeriodStart,
        Instant currentPeriodEnd,
        SubscriptionStatus status,
        @Nullable Instant canceledAt,
        @Nullable String country) {

    /** Copies what could change later. */
    public Subscription {
        skuIds = List.copyOf(skuIds);
        entitlementIds = List.copyOf(entitlementIds);
        renewalSkuIds = List.copyOf(renewalSkuIds);
    }
}
