package dev.nightjar.cli;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.simulator.Faults;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** A simulated gateway with events and, every few seconds, a fault, for those who have no token yet. Safe for any thread. */
final class Practice implements AutoCloseable {

    private static final int SHARDS = 4;
    private static final int GUILDS = 12;
    private static final int EVENTS_PER_SECOND = 3;
    private static final Duration BETWEEN_FAULTS = Duration.ofSeconds(4);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final SimulatedGateway gateway;

    private Practice(SimulatedGateway gateway) {
        this.gateway = gateway;
    }

    static Practice start() {
        var practice = new Practice(SimulatedGateway.builder()
                .shards(SHARDS)
                .maxConcurrency(SHARDS)
                .guilds(GUILDS)
                .eventsPerSecond(EVENTS_PER_SECOND)
                .start());
        Thread.ofVirtual().name("nightjar-faults").start(practice::makeFaults);
        return practice;
    }

    /** A configuration for its shards. They go through no proxy, because the gateway is in this process. */
    GatewayConfig.Builder config() {
        return GatewayConfig.builder("simulated").apiUrl(gateway.httpUrl()).log(Level.OFF);
    }

    private void makeFaults() {
        var random = new Random(1);
        try {
            while (!closed.await(BETWEEN_FAULTS.toMillis(), TimeUnit.MILLISECONDS)) {
                List<SimulatedSession> connected = gateway.sessions().stream()
                        .filter(SimulatedSession::isConnected)
                        .toList();
                if (!connected.isEmpty()) {
                    make(connected.get(random.nextInt(connected.size())).faults(), random.nextInt(4));
                }
            }
        } catch (InterruptedException | IllegalStateException | RejectedExecutionException e) {
            // The gateway was closed meanwhile.
        }
    }

    private static void make(Faults faults, int kind) {
        switch (kind) {
            case 0 -> faults.reconnect();
            case 1 -> faults.reset();
            case 2 -> faults.invalidSession(true);
            default -> faults.close(4000, "a fault for practice");
        }
    }

    @Override
    public void close() {
        closed.countDown();
        gateway.close();
    }
}
