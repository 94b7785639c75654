package dev.nightjar.gateway;

import java.time.Duration;

/**
 * The limit of a bot's IDENTIFYs, from {@code GET /gateway/bot}.
 *
 * @param total how many IDENTIFYs are allowed in a period of 24 hours
 * @param remaining how many of them are left
 * @param resetAfter how long until the period ends and all are allowed again; zero when none has begun
 * @param maxConcurrency how many shards may identify within five seconds; 0 for any number. Discord never sends 0, but a proxy
 *     that paces the shards itself may
 * @see <a href="https://discord.com/developers/docs/events/gateway#session-start-limit-object">Discord: Session Start Limit
 *     Object</a>
 */
public record SessionStartLimit(int total, int remaining, Duration resetAfter, int maxConcurrency) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when one of them is negative
     */
    public SessionStartLimit {
        notNegative("total", total);
        notNegative("remaining", remaining);
        notNegative("max_concurrency", maxConcurrency);
        if (resetAfter.isNegative()) {
            throw new IllegalArgumentException("reset_after must not be negative, but is " + resetAfter);
        }
    }

    private static void notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
    }
}
