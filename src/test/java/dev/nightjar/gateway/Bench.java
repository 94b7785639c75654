package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.Received;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A scripted gateway with a shard on it, and a user that loops over the shard's events. What a test over sockets needs. */
final class Bench implements AutoCloseable {

    static final String TOKEN = "a-token-that-must-never-be-shown";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final ScriptedGateway gateway = ScriptedGateway.start();
    final Shard shard;
    private @Nullable HttpClient http;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private @Nullable Thread user;
    private volatile @Nullable Throwable thrown;

    private Bench(UnaryOperator<GatewayConfig.Builder> configure, Time time) {
        GatewayConfig.Builder builder = GatewayConfig.builder(TOKEN)
                .intents(Intent.GUILDS)
                .gatewayUrl(gateway.url())
                .identifyQueue(shard -> {})
                .closeTimeout(Duration.ofSeconds(2))
                .backoff(Duration.ofMillis(1), Duration.ofMillis(5));
        shard = Shard.open(ShardId.ONE, configure.apply(builder).build(), time);
    }

    /** A shard with quick backoffs and a user who takes every event at once. */
    static Bench open(UnaryOperator<GatewayConfig.Builder> configure) {
        return open(configure, new QuickTime());
    }

    static Bench open(UnaryOperator<GatewayConfig.Builder> configure, Time time) {
        Bench bench = unread(configure, time);
        bench.read();
        return bench;
    }

    static Bench open() {
        return open(UnaryOperator.identity());
    }

    /** The same without a user. */
    static Bench unread(UnaryOperator<GatewayConfig.Builder> configure) {
        return unread(configure, new QuickTime());
    }

    static Bench unread(UnaryOperator<GatewayConfig.Builder> configure, Time time) {
        HttpClient http = HttpClient.newBuilder().executor(Runnable::run).build();
        Bench bench = new Bench(config -> configure.apply(config.httpClient(http)), time);
        bench.http = http;
        return bench;
    }

    /** With a client that the library makes. */
    static Bench withItsOwnClient(UnaryOperator<GatewayConfig.Builder> configure) {
        Bench bench = new Bench(configure, new QuickTime());
        bench.read();
        return bench;
    }

    /** Starts a user who takes every event at once. */
    void read() {
        user = Thread.ofVirtual().name("user").start(() -> {
            try {
                for (Event event : shard.events()) {
                    events.add(event);
                }
            } catch (RuntimeException e) {
                thrown = e;
            }
        });
    }

    /** Waits for the next event of this type; others before it are passed over. */
    <E extends Event> E next(Class<E> type) {
        List<Event> passed = new ArrayList<>();
        try {
            for (Event event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    event != null;
                    event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                if (type.isInstance(event)) {
                    return type.cast(event);
                }
                passed.add(event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("No " + type.getSimpleName() + " came, only " + passed);
    }

    /** What has come and was not looked at. */
    List<Event> rest() {
        List<Event> rest = new ArrayList<>();
        events.drainTo(rest);
        return rest;
    }

    /** Whether there is a user who takes events. */
    boolean isRead() {
        return user != null;
    }

    /** Returns when the user's loop waits for an event. */
    void untilUserWaits() {
        while (Objects.requireNonNull(user).getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    void interruptUser() {
        Objects.requireNonNull(user).interrupt();
    }

    /** Waits until the user's loop has ended, and says what it threw. */
    @Nullable
    Throwable loopEnd() {
        Thread thread = Objects.requireNonNull(user);
        try {
            assertThat(thread.join(PATIENCE)).as("the loop ended").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thrown;
    }

    /** The next client, greeted and identified, with READY as sequence 1. */
    Client identified(int intervalMillis) {
        Client client = gateway.accept();
        client.hello(intervalMillis);
        client.expect(2);
        client.ready("session");
        return client;
    }

    Client identified() {
        return identified(41_250);
    }

    /** The next client, greeted, whose RESUME must continue from this sequence. */
    Client resuming(long sequence) {
        Client client = gateway.accept();
        client.hello(41_250);
        assertThat(client.expect(6).data())
                .containsEntry("session_id", "session")
                .containsEntry("seq", (int) sequence);
        return client;
    }

    /** The sequence that a RESUME names. */
    static int sequence(Received resume) {
        return ((Number) Objects.requireNonNull(resume.data().get("seq"))).intValue();
    }

    /** A trace of a disconnect: cause, code, what follows. */
    static String trace(Disconnected end) {
        return end.cause() + " " + end.code() + " " + end.next();
    }

    @Override
    public void close() {
        shard.close();
        gateway.close();
        if (http != null) {
            http.shutdownNow();
        }
    }

    /** Real time, but the waits between attempts are recorded instead of waited. */
    static final class QuickTime implements Time {

        final BlockingQueue<Duration> sleeps = new LinkedBlockingQueue<>();

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        /** The first beat comes after a whole interval: where that is long, only those that are asked for. */
        @Override
        public double jitter() {
            return 0.999;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            sleeps.add(duration);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
