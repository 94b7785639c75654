package dev.nightjar.gateway.event;

/**
 * A webhook of a channel was made, changed or deleted.
 *
 * <p>Discord's name for it is {@index WEBHOOKS_UPDATE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @param channelId the id of the channel
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#webhooks-update">Discord: Webhooks Update</a>
 */
public record WebhooksUpdate(Payload payload, long guildId, long channelId) implements Event {}
