package dev.nightjar.guides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the guide on restarts and crashes. */
@Timeout(120)
@SuppressWarnings("try") // what must be closed is not always used before
class RestartsTest {

    private final SimulatedGateway gateway =
            SimulatedGateway.builder().limitIdentifies(false).start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void theNextProcessGetsWhatHasHappenedMeanwhile() throws Exception {
        try (Printed printed = new Printed()) {
            CompletableFuture<Fleet> first = new CompletableFuture<>();
            Running before = Running.start(() -> Restarts.run(config(), folder, first::complete));
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("MESSAGE_CREATE", message("before"));
            printed.await("before");
            Restarts.stop(first.get(30, TimeUnit.SECONDS));
            before.close();

            session.dispatch("MESSAGE_CREATE", message("meanwhile"));
            CompletableFuture<Fleet> second = new CompletableFuture<>();
            try (Running after = Running.start(() -> Restarts.run(config(), folder, second::complete))) {
                printed.await("meanwhile");
                session.faults().invalidSession(false);
                printed.await("Events may be missing");
                second.get(30, TimeUnit.SECONDS).close();
            }
            assertThat(session.resumes()).isEqualTo(1);
        }
    }

    @Test
    void aFleetGoesOnWithTheSessionsOfAnother() throws Exception {
        Fleet old = Fleet.open(ShardRange.all(2), config().build());
        for (int ready = 0; ready < 2; ) {
            ready += old.events().poll(Duration.ofSeconds(60)).orElseThrow().event() instanceof Ready ? 1 : 0;
        }

        try (Fleet next = Restarts.move(old, config(), ShardRange.all(2))) {
            for (SimulatedSession session : gateway.sessions()) {
                session.awaitResumes(1);
            }
        }
        assertThat(gateway.identifies()).hasSize(2);
    }

    @Test
    void aStoreOfOnesOwnIsUsedAsThatOfFiles() throws Exception {
        Map<String, String> rows = new ConcurrentHashMap<>();
        var store = new Restarts.TableStore(new Rows(rows));
        Shard first = Shard.open(ShardId.ONE, config().sessionStore(store).build());
        for (var event : first.events()) {
            if (event instanceof Ready) {
                first.suspend();
            }
        }
        assertThat(rows).hasSize(1);

        try (Shard second = Shard.open(ShardId.ONE, config().sessionStore(store).build())) {
            gateway.awaitSession().awaitResumes(1);
            second.close();
        }
        assertThat(rows).isEmpty();
    }

    private record Rows(Map<String, String> rows) implements Restarts.Table {

        @Override
        public @Nullable String get(String key) {
            return rows.get(key);
        }

        @Override
        public void put(String key, String value) {
            rows.put(key, value);
        }

        @Override
        public void delete(String key) {
            rows.remove(key);
        }
    }

    private GatewayConfig.Builder config() {
        return GatewayConfig.builder("any")
                .intents(Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .gatewayUrl(gateway.url())
                .apiUrl(gateway.httpUrl())
                .identifyQueue(shard -> {});
    }

    private static String message(String text) {
        return "{\"id\":\"1\",\"guild_id\":\"2\",\"content\":\"" + text + "\"}";
    }
}
