package dev.nightjar.gateway.simulator;

import java.time.Duration;
import java.util.Map;

/** The reaction to a client that asks for the upgrade to a WebSocket. */
sealed interface UpgradeRule {

    /** The upgrade is granted at once. */
    record Grant() implements UpgradeRule {}

    /** The upgrade is granted late. */
    record Delay(Duration by) implements UpgradeRule {}

    /** The upgrade is not answered until another rule takes its place. */
    record Hold() implements UpgradeRule {}

    /** The upgrade is answered with an error. */
    record Reject(int status, Map<String, String> headers) implements UpgradeRule {

        public Reject {
            headers = Map.copyOf(headers);
        }
    }
}
