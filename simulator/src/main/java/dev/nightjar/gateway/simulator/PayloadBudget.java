package dev.nightjar.gateway.simulator;

import java.time.Duration;
import java.util.ArrayDeque;

/** The counter of what a client sends: at most 120 payloads in any 60 s. Discord: gateway#rate-limiting. Confined to its user. */
final class PayloadBudget {

    static final int LIMIT = 120;

    private static final long WINDOW_NANOS = Duration.ofSeconds(60).toNanos();

    private final ArrayDeque<Long> arrivals = new ArrayDeque<>();

    /** Notes a payload; false if it is one too many. */
    boolean spend(long now) {
        while (!arrivals.isEmpty() && now - arrivals.getFirst() >= WINDOW_NANOS) {
            arrivals.removeFirst();
        }
        arrivals.addLast(now);
        return arrivals.size() <= LIMIT;
    }
}
