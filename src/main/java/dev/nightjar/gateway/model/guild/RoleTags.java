package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.NullIsTrue;

/**
 * What a role belongs to.
 *
 * @param botId the id of the bot; 0 where there is none
 * @param integrationId the id of the integration; 0 where there is none
 * @param premiumSubscriber whether it is the role of those who boost
 * @param subscriptionListingId the id of its SKU and listing; 0 where there is none
 * @param availableForPurchase whether it can be bought
 * @param guildConnections whether it is a linked role
 * @see <a href="https://discord.com/developers/docs/topics/permissions#role-object-role-tags-structure">Discord: Role Tags Structure</a>
 */
public record RoleTags(
        long botId,
        long integrationId,
        @NullIsTrue boolean premiumSubscriber,
        long subscriptionListingId,
        @NullIsTrue boolean availableForPurchase,
        @NullIsTrue boolean guildConnections) {}
