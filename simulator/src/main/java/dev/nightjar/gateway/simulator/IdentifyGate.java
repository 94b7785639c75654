package dev.nightjar.gateway.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The limiter of identifies: one per key in five seconds, and a number per day. Discord: gateway#rate-limiting. Confined. */
final class IdentifyGate {

    // This is five seconds, less some jitter of the network for a client that waits exactly five seconds.
    private static final long PAUSE_NANOS = Duration.ofMillis(4_900).toNanos();

    private final int maxConcurrency;
    private final boolean limited;
    private final Map<Integer, Long> admitted = new HashMap<>();
    private int remaining;

    IdentifyGate(Settings settings) {
        this.maxConcurrency = settings.maxConcurrency();
        this.limited = settings.limitIdentifies();
        this.remaining = settings.sessionStarts();
    }

    int remaining() {
        return remaining;
    }

    boolean admit(int shard, long now) {
        int key = shard % maxConcurrency;
        Long before = admitted.get(key);
        if (remaining == 0 || (limited && before != null && now - before < PAUSE_NANOS)) {
            return false;
        }
        admitted.put(key, now);
        remaining--;
        return true;
    }
}
