package dev.nightjar.gateway;

import static dev.nightjar.gateway.Parcels.batch;
import static dev.nightjar.gateway.Parcels.event;
import static dev.nightjar.gateway.Parcels.ready;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionKeeperInterleavingsTest {

    /** Writes down what it is asked for. */
    private static final class Journal implements SessionStore {

        final List<String> entries = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Optional<Session> load(Key key) {
            return Optional.empty();
        }

        @Override
        public void save(Key key, Session session) {
            entries.add(session.id() + session.sequence());
        }

        @Override
        public void clear(Key key) {
            entries.add("clear");
        }

        String last() {
            return entries.isEmpty() ? "nothing" : entries.getLast();
        }
    }

    /** A shard's mailbox, and the keeper of its session. */
    private static final class Room {

        final Mailbox mailbox = new Mailbox(10, 1 << 20, null);
        final SessionKeeper keeper;

        Room(GatewayConfig config) {
            this.keeper = new SessionKeeper(
                    config, ShardId.ONE, mailbox, null, Thread.ofPlatform().factory());
            keeper.start();
        }

        Thread user() {
            return Threads.start("user", () -> Parcels.drain(mailbox, new ArrayList<>()));
        }

        /** As the owner does when a session is over. */
        void invalidate() {
            mailbox.ledger().forget();
            keeper.invalidated();
        }
    }

    private final Journal journal = new Journal();

    // Outside of the search, as its HttpClient has threads.
    private final GatewayConfig config = GatewayConfig.builder("token")
            .gatewayUrl(URI.create("ws://localhost"))
            .sessionStore(journal)
            .build();

    @Test
    void whatTheUserHasHandledIsSavedAtTheEnd() throws Throwable {
        Interleavings.explore(() -> {
            journal.entries.clear();
            Room room = new Room(config);
            Thread user = room.user();

            room.mailbox.deliver(batch(ready("a"), event(2)));
            room.mailbox.end(null);
            user.join();
            room.keeper.end(false, Duration.ofSeconds(10));

            assertThat(journal.last()).isEqualTo("a2");
            assertThat(journal.entries).doesNotHaveDuplicates().isSubsetOf("a1", "a2");
        });
    }

    @Test
    void aClearIsNeverOvertakenByTheSaveOfTheSessionThatIsOver() throws Throwable {
        Interleavings.explore(() -> {
            journal.entries.clear();
            Room room = new Room(config);
            Thread user = room.user();

            room.mailbox.deliver(batch(ready("a"), event(2)));
            room.invalidate();
            room.keeper.awaitCleared();
            assertThat(journal.last()).isEqualTo("clear");
            room.mailbox.deliver(batch(ready("b")));
            room.mailbox.end(null);
            user.join();
            room.keeper.end(false, Duration.ofSeconds(10));

            List<String> afterwards =
                    journal.entries.subList(journal.entries.indexOf("clear") + 1, journal.entries.size());
            assertThat(afterwards).containsExactly("b1");
        });
    }

    @Test
    void whatTheUserHasEndedIsNeverSavedAgain() throws Throwable {
        Interleavings.explore(() -> {
            journal.entries.clear();
            Room room = new Room(config);
            Thread user = room.user();

            room.mailbox.deliver(batch(ready("a"), event(2), event(3)));
            room.mailbox.ledger().drop();
            room.keeper.end(true, Duration.ofSeconds(10));
            room.mailbox.end(null);
            user.join();

            assertThat(journal.last()).isEqualTo("clear");
        });
    }
}
