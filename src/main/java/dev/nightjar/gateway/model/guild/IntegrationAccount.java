package dev.nightjar.gateway.model.guild;

/**
 * An account outside of Discord, or an app, that an integration connects with.
 *
 * @param id the id there, which need not be a number
 * @param name the name there
 * @see <a href="https://discord.com/developers/docs/resources/guild#integration-account-object">Discord: Integration Account Object</a>
 */
public record IntegrationAccount(String id, String name) {}
