package dev.nightjar.gateway.event;

/**
 * An integration of a guild was deleted.
 *
 * <p>Discord's name for it is {@index INTEGRATION_DELETE}.
 *
 * @param payload the payload as received
 * @param id the id of the integration
 * @param guildId the id of the guild
 * @param applicationId the id of the application that it belongs to; 0 where there is none
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#integration-delete">Discord: Integration
 *     Delete</a>
 */
public record IntegrationDelete(Payload payload, long id, long guildId, long applicationId) implements Event {}
