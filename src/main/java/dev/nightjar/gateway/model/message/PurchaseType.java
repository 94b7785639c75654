package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Coded;

/**
 * What was bought.
 *
 * @see <a href="https://github.com/discord/discord-api-spec">Discord: PurchaseType of the API description</a>
 */
public enum PurchaseType implements Coded {
    /** A product of a guild. */
    GUILD_PRODUCT(0),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    PurchaseType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
