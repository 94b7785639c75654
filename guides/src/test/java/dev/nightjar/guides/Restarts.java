package dev.nightjar.guides;

import dev.nightjar.gateway.FileSessionStore;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.SessionStore;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.SessionInvalidated;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bot whose next process goes on where the last one has stopped. */
final class Restarts {

    private Restarts() {}

    static void run(GatewayConfig.Builder builder, Path folder, Consumer<Fleet> opened) throws InterruptedException {
        // @start region="store"
        GatewayConfig config = builder.sessionStore(FileSessionStore.of(folder)).build();
        Fleet fleet = Fleet.openRecommended(config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(fleet)));
        // @end
        opened.accept(fleet);
        // @start region="loop"
        for (ShardEvent next : fleet.events()) {
            switch (next.event()) {
                case MessageCreate m -> System.out.println(m.message().content());
                case SessionInvalidated gone -> System.out.println("Events may be missing: " + gone.reason());
                default -> {}
            }
        }
        // @end
    }

    // @start region="stop"
    /** Ends the shards but not their sessions, and waits until the loop is done with its last event. */
    static void stop(Fleet fleet) {
        fleet.suspend();
        try {
            fleet.awaitLoop(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
    // @end

    static Fleet move(Fleet old, GatewayConfig.Builder builder, ShardRange shards) {
        // @start region="move"
        List<Session> sessions = old.suspend();
        Fleet next = Fleet.open(shards, builder.sessions(sessions).build());
        // @end
        return next;
    }

    /** A table of texts, in a database that other machines reach, too. */
    interface Table {
        @Nullable
        String get(String key);

        void put(String key, String value);

        void delete(String key);
    }

    // @start region="own-store"
    /** Keeps each session as one line of text. */
    record TableStore(Table table) implements SessionStore {

        @Override
        public Optional<Session> load(Key key) {
            return Optional.ofNullable(table.get(name(key))).map(line -> {
                String[] parts = line.split(" ", 3);
                return new Session(parts[0], Long.parseLong(parts[1]), URI.create(parts[2]), key.shard());
            });
        }

        @Override
        public void save(Key key, Session session) {
            table.put(name(key), session.id() + " " + session.sequence() + " " + session.resumeUrl());
        }

        @Override
        public void clear(Key key) {
            table.delete(name(key));
        }

        private static String name(Key key) {
            return key.fingerprint() + " " + key.shard();
        }
    }
    // @end
}
