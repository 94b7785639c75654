package dev.nightjar.console.examples;

import dev.nightjar.console.Console;
import dev.nightjar.console.ConsoleSettings;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.Faults;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A fleet on a simulated gateway in the same process, with a fault every few seconds, and the page that shows it. System
 * properties: {@code shards}, how many; {@code port}, where the page is (0: any that is free); {@code seconds}, how long it runs (0:
 * until Ctrl-C).
 */
public final class ConsoleDemo {

    private ConsoleDemo() {}

    /**
     * Runs it.
     *
     * @param args none
     * @throws InterruptedException when it is interrupted as it begins
     */
    public static void main(String[] args) throws InterruptedException {
        int shards = Integer.getInteger("shards", 12);
        int seconds = Integer.getInteger("seconds", 0);
        try (SimulatedGateway gateway = SimulatedGateway.builder()
                        .guilds(shards * 3)
                        .eventsPerSecond(6)
                        .shards(shards)
                        .maxConcurrency(4)
                        .limitIdentifies(false)
                        .heartbeatInterval(Duration.ofSeconds(4))
                        .start();
                Fleet fleet = Fleet.openRecommended(GatewayConfig.builder("simulated")
                        .gatewayUrl(gateway.url())
                        .apiUrl(gateway.httpUrl())
                        .intents(Intent.unprivileged())
                        .log(Level.OFF) // the page shows it
                        .build());
                Console console = Console.open(
                        fleet,
                        ConsoleSettings.onLoopback(Integer.getInteger("port", 8080))
                                .withTitle("Simulated bot"));
                ScheduledExecutorService faults = Executors.newScheduledThreadPool(
                        1, Thread.ofPlatform().daemon().factory())) {
            System.out.println("The page is at " + console.url() + ", until Ctrl-C.");
            Random random = new Random(1);
            Future<?> unused =
                    faults.scheduleAtFixedRate(() -> fault(gateway.sessions(), random), 10, 4, TimeUnit.SECONDS);
            if (seconds > 0) {
                unused = faults.schedule(fleet::close, seconds, TimeUnit.SECONDS);
            }
            for (ShardEvent next : fleet.events()) {
                console.count(next);
            }
            faults.shutdownNow();
        }
        System.out.println("Closed.");
    }

    /** What happens to real fleets: mostly orderly reconnects, now and then worse. */
    private static void fault(List<SimulatedSession> sessions, Random random) {
        List<SimulatedSession> up =
                sessions.stream().filter(SimulatedSession::isConnected).toList();
        if (up.isEmpty()) {
            return;
        }
        Faults faults = up.get(random.nextInt(up.size())).faults();
        switch (random.nextInt(6)) {
            case 0 -> faults.reset();
            case 1 -> faults.close(4000, "unknown error");
            case 2 -> faults.invalidSession(false);
            case 3 -> faults.silence();
            default -> faults.reconnect();
        }
    }
}
