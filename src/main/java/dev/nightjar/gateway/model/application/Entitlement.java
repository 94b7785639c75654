package dev.nightjar.gateway.model.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user or guild has of the premium offers of an app.
 *
 * @param id the id
 * @param skuId the id of the SKU
 * @param applicationId the id of the application
 * @param userId the id of the user who has it; 0 for that of a guild
 * @param type how it came about
 * @param deleted whether it was deleted
 * @param startsAt when it begins; null for one without a period
 * @param endsAt when it ends; null for one without an end
 * @param guildId the id of the guild that has it; 0 for that of a user
 * @param consumed whether it has been used up, of what can be consumed
 * @param fulfilledAt when the app's developer had delivered it; null when there is nothing to deliver or it was not. Only Discord's
 *     API description has this
 * @param fulfillmentStatus how far the delivery is; only Discord's API description has this
 * @param gifterUserId the id of the user who gave it; 0 when nobody did. Only Discord's API description has this
 * @see <a href="https://discord.com/developers/docs/resources/entitlement#entitlement-object">Discord: Entitlement Object</a>
 */
public record Entitlement(
        long id,
        long skuId,
        long applicationId,
        long userId,
        EntitlementType type,
        boolean deleted,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        long guildId,
        boolean consumed,
        @Nullable Instant fulfilledAt,
        FulfillmentStatus fulfillmentStatus,
        long gifterUserId) {}
