package dev.nightjar.cluster;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayInfo;
import dev.nightjar.gateway.GatewayInfoException;
import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.event.Intent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** Discord's own count of the IDENTIFYs, and the times at which they arrive. Safe for any thread. */
final class FakeDiscord implements DailyBudget.Discord {

    private static final Duration PERIOD = Duration.ofDays(1);

    private final FakeWorld world;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, List<Duration>> arrivals = new TreeMap<>();
    private int total;
    private int remaining;
    private int maxConcurrency;
    private Duration resetAt;
    private int asked;
    private int exceeded;
    private boolean isDown;

    FakeDiscord(FakeWorld world, int total, int maxConcurrency) {
        this.world = world;
        this.total = total;
        this.remaining = total;
        this.maxConcurrency = maxConcurrency;
        this.resetAt = PERIOD;
    }

    @Override
    public SessionStartLimit ask() {
        lock.lock();
        try {
            asked++;
            if (isDown) {
                throw unreachable();
            }
            reset();
            return new SessionStartLimit(total, remaining, resetAt.minus(world.now()), maxConcurrency);
        } finally {
            lock.unlock();
        }
    }

    /** What a request to a port fails with that nobody listens on. */
    private static GatewayInfoException unreachable() {
        try {
            int port = freePort();
            GatewayInfo.fetch(GatewayConfig.builder("a.token")
                    .intents(Intent.GUILDS)
                    .apiUrl(URI.create("http://127.0.0.1:" + port))
                    .build());
            throw new AssertionError("somebody answers on port " + port);
        } catch (GatewayInfoException e) {
            return e;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void reset() {
        if (world.now().compareTo(resetAt) >= 0) {
            remaining = total;
            resetAt = world.now().plus(PERIOD);
        }
    }

    /** An IDENTIFY arrives. */
    void identify(int shard) {
        lock.lock();
        try {
            reset();
            remaining--;
            exceeded += remaining < 0 ? 1 : 0;
            arrivals.computeIfAbsent(maxConcurrency == 0 ? shard : shard % maxConcurrency, bucket -> new ArrayList<>())
                    .add(world.now());
        } finally {
            lock.unlock();
        }
    }

    void set(int newTotal, int newRemaining, Duration resetAfter, int newMaxConcurrency) {
        lock.lock();
        try {
            total = newTotal;
            remaining = newRemaining;
            resetAt = world.now().plus(resetAfter);
            maxConcurrency = newMaxConcurrency;
        } finally {
            lock.unlock();
        }
    }

    void fail(boolean next) {
        lock.lock();
        try {
            isDown = next;
        } finally {
            lock.unlock();
        }
    }

    int asked() {
        lock.lock();
        try {
            return asked;
        } finally {
            lock.unlock();
        }
    }

    int remaining() {
        lock.lock();
        try {
            return remaining;
        } finally {
            lock.unlock();
        }
    }

    /** How many IDENTIFYs came although none was left. */
    int exceeded() {
        lock.lock();
        try {
            return exceeded;
        } finally {
            lock.unlock();
        }
    }

    /** The arrivals in each bucket. */
    Map<Integer, List<Duration>> arrivals() {
        lock.lock();
        try {
            return new TreeMap<>(arrivals);
        } finally {
            lock.unlock();
        }
    }

    int count() {
        return arrivals().values().stream().mapToInt(List::size).sum();
    }

    /** The smallest time between two arrivals of a bucket. */
    Duration smallestSpacing() {
        Duration smallest = Duration.ofDays(1_000);
        for (List<Duration> times : arrivals().values()) {
            for (int i = 1; i < times.size(); i++) {
                Duration spacing = times.get(i).minus(times.get(i - 1));
                smallest = spacing.compareTo(smallest) < 0 ? spacing : smallest;
            }
        }
        return smallest;
    }
}
