package dev.nightjar.gateway.event;

/**
 * The integrations of a guild changed.
 *
 * <p>Discord's name for it is {@index GUILD_INTEGRATIONS_UPDATE}.
 *
 * @param payload the payload as received
 * @param guildId the id of the guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-integrations-update">Discord: Guild
 *     Integrations Update</a>
 */
public record GuildIntegrationsUpdate(Payload payload, long guildId) implements Event {}
