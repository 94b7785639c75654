package dev.nightjar.gateway.model.user;

/**
 * A decoration around an avatar.
 *
 * @param asset the hash of the decoration
 * @param skuId the id of its SKU
 * @see <a href="https://discord.com/developers/docs/resources/user#avatar-decoration-data-object">Discord: Avatar Decoration Data Object</a>
 */
public record AvatarDecorationData(String asset, long skuId) {}
