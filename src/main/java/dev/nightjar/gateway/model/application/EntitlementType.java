package dev.nightjar.gateway.model.application;

import dev.nightjar.gateway.model.Coded;

/**
 * The origin of an entitlement.
 *
 * @see <a href="https://discord.com/developers/docs/resources/entitlement#entitlement-object-entitlement-types">Discord: Entitlement Types</a>
 */
public enum EntitlementType implements Coded {
    /** A user bought it. */
    PURCHASE(1),
    /** A subscription of Nitro. */
    PREMIUM_SUBSCRIPTION(2),
    /** The developer gave it. */
    DEVELOPER_GIFT(3),
    /** A developer bought it in test mode. */
    TEST_MODE_PURCHASE(4),
    /** It was free. */
    FREE_PURCHASE(5),
    /** Another user gave it. */
    USER_GIFT(6),
    /** A subscriber of Nitro claimed it for nothing. */
    PREMIUM_PURCHASE(7),
    /** A subscription of the app. */
    APPLICATION_SUBSCRIPTION(8),
    /** The reward of a quest. */
    QUEST_REWARD(10),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    EntitlementType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
