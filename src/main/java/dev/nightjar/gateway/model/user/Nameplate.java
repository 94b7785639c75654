package dev.nightjar.gateway.model.user;

/**
 * The background of a name in the member list.
 *
 * @param skuId the id of its SKU
 * @param asset the path to the asset
 * @param label the label
 * @param palette the name of the background colour
 * @see <a href="https://discord.com/developers/docs/resources/user#nameplate">Discord: Nameplate</a>
 */
public record Nameplate(long skuId, String asset, String label, String palette) {}
