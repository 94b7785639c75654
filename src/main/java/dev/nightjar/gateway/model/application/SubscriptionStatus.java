package dev.nightjar.gateway.model.application;

import dev.nightjar.gateway.model.Coded;

/**
 * The status of a subscription.
 *
 * @see <a href="https://discord.com/developers/docs/resources/subscription#subscription-statuses">Discord: Subscription Statuses</a>
 */
public enum SubscriptionStatus implements Coded {
    /** It will be renewed. */
    ACTIVE(0),
    /** It does not run. */
    INACTIVE(1),
    /** It runs, and will not be renewed. */
    ENDING(2),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    SubscriptionStatus(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
