package dev.nightjar.gateway.model.guild;

/**
 * A guild of which only the id is known: it is offline, or about to be told of.
 *
 * @param id the id
 * @param unavailable whether it is offline
 * @see <a href="https://discord.com/developers/docs/resources/guild#unavailable-guild-object">Discord: Unavailable Guild Object</a>
 */
public record UnavailableGuild(long id, boolean unavailable) {}
