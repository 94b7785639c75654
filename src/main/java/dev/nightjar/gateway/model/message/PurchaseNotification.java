package dev.nightjar.gateway.model.message;

import org.jspecify.annotations.Nullable;

/**
 * The purchase that a message tells of.
 *
 * @param type what was bought
 * @param guildProductPurchase the product of the guild; null for another type
 * @see <a href="https://github.com/discord/discord-api-spec">Discord: PurchaseNotificationResponse of the API description</a>
 */
public record PurchaseNotification(
        PurchaseType type, @Nullable GuildProductPurchase guildProductPurchase) {

    /**
     * A product of a guild that was bought.
     *
     * @param listingId the id of the product's listing
     * @param productName the product's name
     * @see <a href="https://github.com/discord/discord-api-spec">Discord: GuildProductPurchaseResponse of the API description</a>
     */
    public record GuildProductPurchase(long listingId, String productName) {}
}
