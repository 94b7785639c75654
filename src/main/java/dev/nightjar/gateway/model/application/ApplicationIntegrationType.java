package dev.nightjar.gateway.model.application;

import dev.nightjar.gateway.model.Coded;

/**
 * The way in which an app is installed.
 *
 * @see <a href="https://discord.com/developers/docs/resources/application#application-object-application-integration-types">Discord: Application Integration Types</a>
 */
public enum ApplicationIntegrationType implements Coded {
    /** In a guild. */
    GUILD_INSTALL(0),
    /** For a user. */
    USER_INSTALL(1),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ApplicationIntegrationType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
