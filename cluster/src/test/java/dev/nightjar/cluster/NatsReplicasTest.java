package dev.nightjar.cluster;

import static dev.nightjar.cluster.EngineContractTest.bytes;
import static dev.nightjar.cluster.EngineContractTest.next;
import static dev.nightjar.cluster.NatsEngineFaultsTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Options;
import io.nats.client.api.StreamInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine on three servers that store each record three times. */
@Tag("long")
@Timeout(300)
@SuppressWarnings("try") // what must be closed is not always used before
final class NatsReplicasTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WRITES = 200;

    @Test
    void theDeathOfTheLeaderLosesNothingThatWasAcknowledged() throws Exception {
        try (NatsServers servers = NatsServers.start();
                NatsEngine engine = eventually(() -> connect(servers))) {
            Ledger ledger = engine.ledger();
            EventLog log = eventually(() -> engine.eventLog(EventLogLimits.DEFAULT));

            List<Ledger.Entry> acknowledged = new ArrayList<>();
            for (int number = 0; number < WRITES; number++) {
                if (number == WRITES / 2) {
                    servers.kill(leader(engine, "KV_nightjar-bot"));
                }
                acknowledged.add(write(ledger, "key." + number));
                append(log, number);
            }

            assertThat(eventually(() -> ledger.list(""))).containsExactlyInAnyOrderElementsOf(acknowledged);
            Set<String> ids = new HashSet<>();
            try (EventLog.Reader reader = eventually(() -> log.read("worker", ">", PATIENCE))) {
                for (int number = 0; number < WRITES; number++) {
                    EventLog.Delivery delivery = eventually(() -> next(reader));
                    assertThat(ids.add(delivery.id())).as(delivery.id()).isTrue();
                    eventually(() -> {
                        delivery.acknowledge();
                        return true;
                    });
                }
            }
        }
    }

    private static NatsEngine connect(NatsServers servers) throws Exception {
        return NatsEngine.connect(
                Options.builder().servers(servers.urls()).noRandomize(),
                NatsSettings.of("bot").withReplicas(3).withTimeout(Duration.ofSeconds(5)));
    }

    /** Creates a key, and asks what has become of a write that was not acknowledged, as a member does. */
    private static Ledger.Entry write(Ledger ledger, String key) throws Exception {
        OptionalLong revision = eventually(() -> ledger.write(key, key, Ledger.ABSENT));
        return revision.isPresent()
                ? new Ledger.Entry(key, key, revision.getAsLong())
                : eventually(() -> ledger.read(key).orElseThrow());
    }

    private static void append(EventLog log, int number) throws Exception {
        eventually(() -> {
            try {
                log.append("subject", "session:" + number, bytes("event"))
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS);
                return true;
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof EngineException notAcknowledged) {
                    throw notAcknowledged;
                }
                throw failure;
            }
        });
    }

    private static String leader(NatsEngine engine, String stream) throws Exception {
        StreamInfo info = new StreamInfo(engine.wire().api("Looking for the leader", "STREAM.INFO." + stream, ""));
        assertThat(info.getConfiguration().getReplicas()).isEqualTo(3);
        return Objects.requireNonNull(
                Objects.requireNonNull(info.getClusterInfo()).getLeader());
    }
}
