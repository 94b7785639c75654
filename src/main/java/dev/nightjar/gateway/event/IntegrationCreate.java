package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.guild.Integration;

/**
 * An integration was made in a guild.
 *
 * <p>Discord's name for it is {@index INTEGRATION_CREATE}.
 *
 * @param payload the payload as received
 * @param integration the integration, without its user
 * @param guildId the id of the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#integration-create">Discord: Integration
 *     Create</a>
 */
public record IntegrationCreate(Payload payload, @Flat Integration integration, long guildId) implements Event {}
