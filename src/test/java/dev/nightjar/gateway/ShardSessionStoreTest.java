package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageDelete;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.SessionStoreFailed.Action;
import dev.nightjar.gateway.event.TypingStart;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that outlive the process, over sockets. */
@Timeout(60)
class ShardSessionStoreTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final RecordingStore store = new RecordingStore();

    @Test
    void theNextProcessResumesWhereTheLoopOfTheLastOneWas(@TempDir Path folder) {
        try (SimulatedGateway gateway = SimulatedGateway.start()) {
            Shard first = open(gateway, ShardId.ONE, Bench.TOKEN, FileSessionStore.of(folder));
            Iterator<Event> events = first.events().iterator();
            await(events, Ready.class);
            SimulatedSession session = gateway.awaitSession();
            long one = session.dispatch("MESSAGE_DELETE", "{\"id\":\"1\",\"guild_id\":\"7\"}");
            session.dispatch("MESSAGE_DELETE", "{\"id\":\"2\",\"guild_id\":\"7\"}");
            assertThat(await(events, MessageDelete.class).payload().sequence()).isEqualTo(one);
            first.suspend();

            try (Shard second = open(gateway, ShardId.ONE, Bench.TOKEN, FileSessionStore.of(folder))) {
                Iterator<Event> rest = second.events().iterator();
                assertThat(await(rest, MessageDelete.class).id()).isEqualTo(2);
                await(rest, Resumed.class);
            }

            assertThat(gateway.identifies()).hasSize(1);
            assertThat(gateway.resumes()).hasSize(1);
            assertThat(gateway.violations()).isEmpty();
        }
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void anotherShardCountAnotherTokenAndDamageMakeItIdentify(@TempDir Path folder) throws IOException {
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().limitIdentifies(false).start()) {
            Shard first = open(gateway, ShardId.ONE, Bench.TOKEN, FileSessionStore.of(folder));
            await(first.events().iterator(), Ready.class);
            first.suspend();
            Path file = onlyFile(folder);
            byte[] kept = Files.readAllBytes(file);

            try (Shard other = open(gateway, new ShardId(0, 2), Bench.TOKEN, FileSessionStore.of(folder))) {
                await(other.events().iterator(), Ready.class);
            }
            try (Shard other = open(gateway, ShardId.ONE, "another-token", FileSessionStore.of(folder))) {
                await(other.events().iterator(), Ready.class);
            }
            kept[kept.length / 2] ^= 1;
            Files.write(file, kept);
            try (Shard other = open(gateway, ShardId.ONE, Bench.TOKEN, FileSessionStore.of(folder))) {
                Iterator<Event> events = other.events().iterator();
                assertThat(await(events, SessionStoreFailed.class).cause()).hasMessageContaining("damaged");
                await(events, Ready.class);
            }

            assertThat(gateway.identifies()).hasSize(4);
            assertThat(gateway.resumes()).isEmpty();
        }
    }

    @Test
    void anEventIsSavedOnlyAfterTheLoopHasHandledIt() throws Exception {
        try (Bench bench = unread()) {
            Client client = bench.identified();
            Iterator<Event> events = bench.shard.events().iterator();
            await(events, Ready.class);
            for (int seq = 2; seq <= 5; seq++) {
                client.dispatch("TYPING_START", seq, "{}");
            }

            for (int seq = 2; seq <= 4; seq++) {
                assertThat(await(events, TypingStart.class).payload().sequence())
                        .isEqualTo(seq);
            }

            store.awaitSaved(3);
            // Four is in the loop's hands, five waits: however long it takes, neither is saved.
            assertThat(store.calls.poll(100, TimeUnit.MILLISECONDS)).isNull();
            await(events, TypingStart.class);
            store.awaitSaved(4);
        }
    }

    @Test
    void eventsThatTheLoopDoesNotWantCountAsHandled() throws Exception {
        try (Bench bench = unread()) {
            Client client = bench.identified();
            Task<?> loop = Task.run(() -> {
                for (Event event : bench.shard.events(Set.of())) {
                    Objects.requireNonNull(event);
                }
            });
            client.dispatch("TYPING_START", 2, "{}");
            client.dispatch("TYPING_START", 3, "{}");

            store.awaitSaved(3);
            bench.shard.close();
            loop.result();
        }
    }

    @Test
    void savesAreNoMoreFrequentThanConfiguredAndTheLastOneIsMadeAtTheEnd() {
        try (Bench bench = Bench.open(config -> config.sessionStore(store).sessionSaveInterval(Duration.ofHours(1)))) {
            Client client = bench.identified();
            for (int seq = 2; seq <= 500; seq++) {
                client.dispatch("TYPING_START", seq, "{}");
            }
            for (int seq = 2; seq <= 500; seq++) {
                bench.next(TypingStart.class);
            }

            Session suspended = bench.shard.suspend().orElseThrow();

            assertThat(suspended.sequence()).isEqualTo(500);
            assertThat(store.calls.stream().filter(call -> call.startsWith("save")))
                    .hasSizeLessThanOrEqualTo(2);
            assertThat(store.content).isEqualTo(suspended);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4003, 4007, 4009})
    void anInvalidatedSessionIsClearedBeforeTheNextIdentify(int code) throws Exception {
        try (Bench bench = Bench.open(config -> config.sessionStore(store).sessionSaveInterval(SHORT))) {
            Client client = bench.identified();
            client.dispatch("TYPING_START", 2, "{}");
            bench.next(TypingStart.class);
            store.awaitSaved(2);
            store.hold();

            if (code == 0) {
                client.invalidSession(false);
            } else {
                client.close(code, "over");
            }
            bench.next(SessionInvalidated.class);
            store.awaitCall("clear");
            store.release();

            Client second = bench.gateway.accept();
            second.hello(41_250);
            second.expect(2);
            assertThat(store.cleared).isTrue();
            second.ready("second");
            bench.next(Ready.class);
            second.dispatch("TYPING_START", 2, "{}");
            bench.next(TypingStart.class);
            store.awaitSaved(2);
            assertThat(Objects.requireNonNull(store.content).id()).isEqualTo("second");
        }
    }

    @Test
    void theSessionThatFollowsAnInvalidatedOneIsSavedAtOnce() throws Exception {
        try (Bench bench = Bench.open(config -> config.sessionStore(store).sessionSaveInterval(Duration.ofHours(1)))) {
            Client client = bench.identified();
            client.dispatch("TYPING_START", 2, "{}");
            bench.next(TypingStart.class);
            store.awaitCall("save");

            client.invalidSession(false);
            bench.next(SessionInvalidated.class);
            Client second = bench.gateway.accept();
            second.hello(41_250);
            second.expect(2);
            second.ready("second");
            bench.next(Ready.class);
            second.dispatch("TYPING_START", 2, "{}");
            bench.next(TypingStart.class);

            store.awaitCall("save");
            assertThat(Objects.requireNonNull(store.content).id()).isEqualTo("second");
        }
    }

    @Test
    void theHandledSessionIsWhatAStoreWouldBeGiven() throws Exception {
        try (Bench bench = unread()) {
            Client client = bench.identified();
            Iterator<Event> events = bench.shard.events().iterator();
            await(events, Ready.class);
            assertThat(bench.shard.handledSession()).isEmpty();
            client.dispatch("TYPING_START", 2, "{}");
            client.dispatch("TYPING_START", 3, "{}");
            await(events, TypingStart.class);
            await(events, TypingStart.class);

            assertThat(bench.shard.handledSession()).map(Session::sequence).contains(2L);
            assertThat(bench.shard.session()).map(Session::sequence).contains(3L);

            client.invalidSession(false);
            await(events, SessionInvalidated.class);
            assertThat(bench.shard.handledSession()).isEmpty();
        }
    }

    @Test
    void theHandledSessionOfASuspendedShardIsTheOneThatItWasSuspendedWith() throws Exception {
        try (Bench bench = unread()) {
            Client client = bench.identified();
            Iterator<Event> events = bench.shard.events().iterator();
            await(events, Ready.class);
            client.dispatch("TYPING_START", 2, "{}");
            await(events, TypingStart.class);

            Optional<Session> suspended = bench.shard.suspend();

            assertThat(suspended).map(Session::sequence).contains(2L);
            assertThat(bench.shard.handledSession()).isEqualTo(suspended);
        }
    }

    @Test
    void closingTheShardClearsItsSession() throws Exception {
        try (Bench bench = Bench.open(config -> config.sessionStore(store).sessionSaveInterval(SHORT))) {
            Client client = bench.identified();
            client.dispatch("TYPING_START", 2, "{}");
            bench.next(TypingStart.class);
            store.awaitSaved(2);

            bench.shard.close();

            assertThat(store.content).isNull();
        }
    }

    @Test
    void aStoreThatHangsHoldsUpNeitherBeatsNorEventsNorTheEnd() throws Exception {
        store.hold();
        try (Bench bench = Bench.open(config -> config.sessionStore(store).closeTimeout(Duration.ofMillis(500)))) {
            Client client = bench.identified(200);
            client.dispatch("TYPING_START", 2, "{}");
            bench.next(TypingStart.class);
            store.awaitCall("save");

            for (int seq = 3; seq < 6; seq++) {
                client.expectBeat();
                client.dispatch("TYPING_START", seq, "{}");
                assertThat(bench.next(TypingStart.class).payload().sequence()).isEqualTo(seq);
            }
            bench.shard.close();

            assertThat(bench.shard.state()).isEqualTo(ShardState.CLOSED);
        } finally {
            store.release();
        }
    }

    @Test
    void aStoreThatHangsWhileItClearsHoldsUpTheNextSessionForFiveSecondsAtMost() throws Exception {
        try (Bench bench = Bench.open(
                config -> config.sessionStore(store).sessionSaveInterval(SHORT).closeTimeout(Duration.ofMillis(500)))) {
            Client client = bench.identified();
            client.dispatch("TYPING_START", 2, "{}");
            bench.next(TypingStart.class);
            store.awaitSaved(2);
            store.hold();

            client.invalidSession(false);

            SessionStoreFailed failed = bench.next(SessionStoreFailed.class);
            assertThat(failed.action()).isEqualTo(Action.CLEAR);
            assertThat(failed.cause()).hasMessageContaining("longer than PT5S");
            bench.identified();
            bench.next(Ready.class);
        } finally {
            store.release();
        }
    }

    @Test
    void aStoreThatThrowsIsReportedOnceAndTriedAgain() throws Exception {
        try (Bench bench = Bench.open(config -> config.sessionStore(store).sessionSaveInterval(SHORT))) {
            Client client = bench.identified();
            store.failure = new IOException("disk full");
            client.dispatch("TYPING_START", 2, "{}");

            SessionStoreFailed failed = bench.next(SessionStoreFailed.class);
            assertThat(failed.action()).isEqualTo(Action.SAVE);
            assertThat(failed.cause()).hasMessage("disk full");
            for (int i = 0; i < 5; i++) {
                store.awaitCall("save");
            }
            assertThat(bench.rest()).noneMatch(SessionStoreFailed.class::isInstance);

            store.failure = null;
            client.dispatch("TYPING_START", 3, "{}");
            client.dispatch("TYPING_START", 4, "{}");
            store.awaitSaved(4);
        }
    }

    @Test
    void aStoreThatThrowsAnErrorIsReportedAndAskedAgain() throws Exception {
        var saved = new LinkedBlockingQueue<Long>();
        var broken = new AtomicBoolean(true);
        SessionStore store = new SessionStore() {
            @Override
            public Optional<Session> load(Key key) {
                return Optional.empty();
            }

            @Override
            public void save(Key key, Session session) {
                if (broken.getAndSet(false)) {
                    throw new StackOverflowError("simulated");
                }
                saved.add(session.sequence());
            }

            @Override
            public void clear(Key key) {}
        };
        try (Bench bench = Bench.open(config -> config.sessionStore(store).sessionSaveInterval(Duration.ofMillis(1)))) {
            Client client = bench.identified();
            client.dispatch("NEW_THING", 2, "{}");
            assertThat(bench.next(SessionStoreFailed.class).cause()).hasMessageContaining("StackOverflowError");

            client.dispatch("NEW_THING", 3, "{}");
            client.dispatch("NEW_THING", 4, "{}");

            assertThat(saved.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void aStoreThatCannotLoadIsReportedAndTheShardIdentifies() {
        store.failure = new IllegalStateException("no database");
        try (Bench bench = Bench.open(config -> config.sessionStore(store).sessionSaveInterval(Duration.ofHours(1)))) {
            SessionStoreFailed failed = bench.next(SessionStoreFailed.class);

            assertThat(failed.action()).isEqualTo(Action.LOAD);
            assertThat(failed.cause()).hasMessage("no database");
            bench.identified();
            bench.next(Ready.class);
        }
    }

    @Test
    void aStoreThatGivesTheSessionOfAnotherShardIsNotBelieved() {
        store.content = new Session("other", 1, Samples.RESUME_URL, new ShardId(1, 2));
        try (Bench bench = Bench.open(config -> config.sessionStore(store))) {
            assertThat(bench.next(SessionStoreFailed.class).cause()).hasMessageContaining("shard 1/2 for shard 0/1");
            bench.identified();
        }
    }

    @Test
    void withoutAStoreNothingIsReported() {
        try (Bench bench = Bench.open()) {
            bench.identified().close(4009, "over");
            bench.next(Disconnected.class);
            bench.identified();
            bench.next(Ready.class);

            assertThat(bench.rest()).noneMatch(SessionStoreFailed.class::isInstance);
        }
    }

    private Bench unread() {
        return Bench.unread(config -> config.sessionStore(store).sessionSaveInterval(SHORT));
    }

    private static Shard open(SimulatedGateway gateway, ShardId id, String token, SessionStore store) {
        return Shard.open(
                id,
                GatewayConfig.builder(token)
                        .intents(Intent.GUILD_MESSAGES)
                        .gatewayUrl(gateway.url())
                        .identifyQueue(shard -> {})
                        .sessionStore(store)
                        .build());
    }

    private static <E extends Event> E await(Iterator<Event> events, Class<E> type) {
        while (true) {
            Event event = events.next();
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    /** A store in memory that tells what it is asked, and fails or hangs on demand. */
    private static final class RecordingStore implements SessionStore {

        final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        volatile @Nullable Exception failure;
        volatile @Nullable Session content;
        volatile boolean cleared;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        void hold() {
            gate = new CountDownLatch(1);
        }

        void release() {
            gate.countDown();
        }

        void awaitCall(String name) throws InterruptedException {
            String call = calls.poll(10, TimeUnit.SECONDS);
            while (call != null && !call.startsWith(name)) {
                call = calls.poll(10, TimeUnit.SECONDS);
            }
            assertThat(call).as("a call of " + name).isNotNull();
        }

        void awaitSaved(long sequence) throws InterruptedException {
            awaitCall("save " + sequence);
        }

        @Override
        public Optional<Session> load(Key key) throws IOException {
            fail();
            return Optional.ofNullable(content);
        }

        @Override
        public void save(Key key, Session session) throws IOException {
            // Only what was done is told, but of a call that hangs.
            pass("save");
            fail("save");
            content = session;
            calls.add("save " + session.sequence());
        }

        @Override
        public void clear(Key key) throws IOException {
            pass("clear");
            content = null;
            cleared = true;
        }

        private void pass(String call) throws IOException {
            if (gate.getCount() > 0) {
                calls.add(call);
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
            }
        }

        private void fail(String call) throws IOException {
            if (failure != null) {
                calls.add(call);
            }
            fail();
        }

        private void fail() throws IOException {
            switch (failure) {
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case null, default -> {}
            }
        }
    }
}
