package dev.nightjar.gateway.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Admits identifies: one per key and five seconds, and so many a day. Discord: gateway#rate-limiting. Confined. */
final class IdentifyGate {

    // Five seconds less what the network may have taken from a client that waited exactly so long.
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
