package dev.nightjar.gateway.model.message;

/**
 * How often an emoji was used in each way.
 *
 * @param burst super reactions
 * @param normal ordinary reactions
 * @see <a href="https://discord.com/developers/docs/resources/message#reaction-count-details-object">Discord: Reaction Count Details Object</a>
 */
public record ReactionCountDetails(int burst, int normal) {}
