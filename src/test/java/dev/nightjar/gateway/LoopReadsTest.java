package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop that waits for events reads the connection itself, and what happens to its thread happens to nothing else. */
@Timeout(60)
class LoopReadsTest {

    private static final int LAST = 2_000;

    /** Real time, which notes who looks at it: whoever reads does. */
    private static final class NotedTime implements Time {

        final Set<String> threads = ConcurrentHashMap.newKeySet();

        @Override
        public long nanoTime() {
            threads.add(Thread.currentThread().getName());
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }

        @Override
        public double jitter() {
            return 0.999;
        }
    }

    @Test
    void aLoopThatWaitsReadsInItsOwnThread() {
        var time = new NotedTime();
        try (Bench bench = Bench.open(config -> config, time)) {
            Client client = bench.identified();
            bench.next(Ready.class);

            // The first may still be read by the reader, which gives its turn back a moment after it has delivered.
            for (int sequence = 2; !time.threads.contains("user"); sequence++) {
                client.dispatch("NEW_THING", sequence, "{}");
                bench.next(Unknown.class);
                bench.untilUserWaits();
            }
        }
    }

    @Test
    void interruptsOfALoopEndNoConnectionAndLoseNoEvent() throws Exception {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(8))) {
            Client client = bench.identified();
            List<Long> sequences = new ArrayList<>();
            List<Event> ends = new ArrayList<>();
            Thread user = Thread.ofPlatform().start(() -> {
                while (sequences.size() < LAST) {
                    take(bench.shard, sequences, ends);
                }
            });

            for (int sequence = 2; sequence <= LAST; sequence++) {
                client.dispatch("NEW_THING", sequence, "{}");
                if (sequence % 3 == 0) {
                    user.interrupt();
                }
            }
            user.join();

            assertThat(sequences)
                    .isEqualTo(LongStream.rangeClosed(1, LAST).boxed().toList());
            assertThat(ends).isEmpty();
            assertThat(bench.gateway.connections()).isOne();
        }
    }

    /** Takes events until there are all, or this thread is interrupted. */
    private static void take(Shard shard, List<Long> sequences, List<Event> ends) {
        try {
            for (Event event : shard.events()) {
                if (event.payload().op() == Protocol.DISPATCH && !(event instanceof Disconnected)) {
                    sequences.add(event.payload().sequence());
                } else if (event instanceof Disconnected) {
                    ends.add(event);
                }
                if (sequences.size() == LAST) {
                    return;
                }
            }
        } catch (GatewayException e) {
            assertThat(e.reason()).isEqualTo(GatewayException.Reason.INTERRUPTED);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
