package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A few thousand faults in random order under load: over every span of one session the user gets each sequence exactly once
 * and in order, and nothing is left behind. {@code -Dchaos.seed=N} repeats a run's rows of faults.
 */
@Tag("slow")
@Timeout(300)
class ChaosTest {

    private static final int FAULTS_PER_SHARD = 1_000;

    private static final List<Compression> SHARDS =
            List.of(Compression.ZSTD, Compression.ZLIB, Compression.NONE, Compression.ZSTD);

    @Test
    void everySequenceOfASessionComesExactlyOnceAndInOrderThroughThousandsOfFaults() throws Exception {
        long seed = Long.getLong("chaos.seed", System.nanoTime());
        System.out.println("chaos.seed=" + seed);
        HttpClient http = HttpClient.newBuilder().executor(Runnable::run).build();

        List<Run> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Run>> futures = new ArrayList<>();
            for (int i = 0; i < SHARDS.size(); i++) {
                Run run = new Run(SHARDS.get(i), seed + i, http);
                futures.add(threads.submit(run::call));
            }
            for (Future<Run> future : futures) {
                runs.add(future.get());
            }
        }

        http.shutdownNow();
        assertThat(http.awaitTermination(Duration.ofSeconds(10)))
                .as("no socket is left")
                .isTrue();
        for (Run run : runs) {
            System.out.println(run);
            assertThat(run.chaos.violations()).isEmpty();
            assertThat(run.shard.isGone())
                    .as("no thread and no native context is left")
                    .isTrue();
        }
    }

    /** One shard, its gateway, and a user who keeps account. */
    private static final class Run {

        private final ScriptedGateway gateway = ScriptedGateway.start();
        private final ChaosGateway chaos;
        private final Shard shard;

        // The user's.
        private String session = "";
        private long last;
        private long events;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Run(Compression compression, long seed, HttpClient http) {
            chaos = new ChaosGateway(gateway, compression, seed);
            shard = Shard.open(
                    ShardId.ONE,
                    GatewayConfig.builder(Bench.TOKEN)
                            .intents(Intent.GUILDS)
                            .gatewayUrl(gateway.url())
                            .compression(compression)
                            .httpClient(http)
                            .identifyQueue(id -> {})
                            .eventBuffer(64)
                            .connectTimeout(Duration.ofMillis(200))
                            .helloTimeout(Duration.ofMillis(300))
                            .closeTimeout(Duration.ofMillis(100))
                            .build(),
                    new Bench.QuickTime());
        }

        Run call() throws InterruptedException, ExecutionException, TimeoutException {
            Thread user = Thread.ofVirtual().start(this::use);
            try (gateway) {
                chaos.run(FAULTS_PER_SHARD);
                done.get(20, TimeUnit.SECONDS);
            } finally {
                shard.close();
                user.join();
            }
            return this;
        }

        private void use() {
            try {
                for (Event event : shard.events()) {
                    account(event);
                }
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        }

        private void account(Event event) {
            if (event instanceof ConnectFailed) {
                chaos.dialFailed();
            } else if (event instanceof Ready ready) {
                session = shard.session().map(Session::id).orElseThrow();
                last = ready.payload().sequence();
            } else if (event.payload().op() == 0) {
                events++;
                long sequence = event.payload().sequence();
                if (sequence != last + 1) {
                    throw new AssertionError(session + ": after " + last + " came " + sequence);
                }
                last = sequence;
                if (event.payload().name().equals(ChaosGateway.OVER)) {
                    done.complete(null);
                }
            }
        }

        @Override
        public String toString() {
            return shard.config().compression() + ": " + events + " events to " + session + ", faults "
                    + chaos.counts();
        }
    }
}
