package dev.nightjar.gateway.model.message;

/**
 * The role subscription that a message tells of.
 *
 * @param roleSubscriptionListingId the id of the SKU and listing
 * @param tierName the name of the tier
 * @param totalMonthsSubscribed for how many months altogether
 * @param isRenewal whether it was renewed, not bought
 * @see <a href="https://discord.com/developers/docs/resources/message#role-subscription-data-object">Discord: Role Subscription Data Object</a>
 */
public record RoleSubscriptionData(
        long roleSubscriptionListingId, String tierName, int totalMonthsSubscribed, boolean isRenewal) {}
