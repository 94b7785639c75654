package dev.nightjar.cluster;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import io.nats.client.Options;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures {@link Cluster#publish}: one member with 32 shards at the simulated gateway, in this process, and a server of its own,
 * which writes to the disk at once if it can. First all shards send as fast as they can, then steadily. Run {@code main}; nothing
 * is asserted.
 */
final class PublishBench {

    private static final int SHARDS = 32;
    private static final int FLOOD = 8_000;
    private static final int PER_SECOND = 2_000;
    private static final int SECONDS = 10;
    private static final String TEXT = "x".repeat(700);

    private PublishBench() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        try (NatsServer server = NatsServer.start();
                SimulatedGateway gateway = SimulatedGateway.builder()
                        .limitIdentifies(false)
                        .guilds(SHARDS)
                        .eventsPerSecond(0.001)
                        .raw(true)
                        .start();
                NatsEngine engine = NatsEngine.connect(
                        Options.builder().server(server.url()),
                        NatsSettings.of("bench").withTimeout(Duration.ofSeconds(30)))) {
            System.out.println(server.version());
            GatewayConfig config = GatewayConfig.builder("token")
                    .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                    .gatewayUrl(gateway.url())
                    .identifyQueue(shard -> {})
                    .build();
            Measured log = new Measured(
                    engine.eventLog(new EventLogLimits(Duration.ofHours(1), 2_000_000_000, Duration.ofMinutes(2))));
            try (Cluster cluster = Cluster.join(ClusterConfig.builder(config, engine)
                    .initialShards(SHARDS)
                    .identifyQueue(shard -> {})
                    .build())) {
                Thread.ofPlatform().daemon().start(() -> cluster.publish(log));
                while (gateway.sessions().size() < SHARDS || cluster.stats().eventsAppended() < 2 * SHARDS) {
                    Thread.sleep(10);
                }
                for (int round = 0; round < 3; round++) {
                    flood(cluster, gateway.sessions());
                }
                steady(log, gateway.sessions());
                System.out.println(cluster.stats());
            }
        }
    }

    /** So many of the simulated gateway's own events for each shard, as fast as possible. */
    private static void flood(Cluster cluster, List<SimulatedSession> sessions) throws InterruptedException {
        sessions.forEach(session -> session.prepare(FLOOD));
        long before = cluster.stats().eventsAppended();
        long begin = System.nanoTime();
        sessions.forEach(SimulatedSession::release);
        while (cluster.stats().eventsAppended() < before + (long) SHARDS * FLOOD) {
            Thread.sleep(10);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%,d events of %d shards: %,.0f/s%n", SHARDS * FLOOD, SHARDS, SHARDS * FLOOD / seconds);
    }

    /** So many events a second over all shards, each with its time from the gateway to the acknowledgement. */
    private static void steady(Measured log, List<SimulatedSession> sessions) throws InterruptedException {
        int events = PER_SECOND * SECONDS;
        long begin = System.nanoTime();
        for (int i = 0; i < events; i++) {
            long due = begin + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sessions.get(i % SHARDS).dispatch("NEW_THING", "{\"due\":" + due + ",\"text\":\"" + TEXT + "\"}");
        }
        while (log.count.get() < events) {
            Thread.sleep(10);
        }
        long[] sorted = Arrays.copyOf(log.took, events);
        Arrays.sort(sorted);
        System.out.printf(
                "at %,d/s from the gateway to the acknowledgement: p50 %.2f ms, p99 %.2f ms, worst %.2f ms%n",
                PER_SECOND, sorted[events / 2] / 1e6, sorted[events * 99 / 100] / 1e6, sorted[events - 1] / 1e6);
    }

    /** A log that notes when the steady events are acknowledged. */
    private static final class Measured implements EventLog {

        private final EventLog log;
        private final long[] took = new long[PER_SECOND * SECONDS];
        private final AtomicInteger count = new AtomicInteger();

        Measured(EventLog log) {
            this.log = log;
        }

        @Override
        public int maxEventBytes() {
            return log.maxEventBytes();
        }

        @Override
        public CompletionStage<Void> append(String subject, String id, byte[] event) throws InterruptedException {
            CompletionStage<Void> answer = log.append(subject, id, event);
            if (!subject.equals("NEW_THING")) {
                return answer;
            }
            long due = Long.parseLong(String.valueOf(Payload.of(event).map().get("due")));
            return answer.whenComplete((stored, failure) -> {
                if (failure == null) {
                    took[count.getAndIncrement()] = System.nanoTime() - due;
                }
            });
        }

        @Override
        public Reader read(String worker, String subject, Duration patience)
                throws EngineException, InterruptedException {
            return log.read(worker, subject, patience);
        }
    }
}
