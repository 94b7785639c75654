package dev.nightjar.gateway.model.guild;

/**
 * The service that an integration connects a guild with.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild#integration-object-integration-structure">Discord: Integration Structure</a>
 */
public enum IntegrationType {
    /** Twitch. */
    TWITCH,

    /** YouTube. */
    YOUTUBE,

    /** An app of Discord. */
    DISCORD,

    /** A subscription to the guild. */
    GUILD_SUBSCRIPTION,

    /** Absent, or a value that this version does not know. */
    UNKNOWN
}
