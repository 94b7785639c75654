package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.gateway.inflate.MessageInflater;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a connection ends when not even its end works. */
@Timeout(20)
class ConnectionTest {

    private static final URI URL = URI.create("ws://localhost");

    private final GatewayConfig config = GatewayConfig.builder("token")
            .intents()
            .gatewayUrl(URL)
            .compression(Compression.NONE)
            .build();

    /** A fault that there is no memory to describe. */
    @SuppressWarnings("OverrideThrowableToString") // it stands for what has no room to make a sentence
    private static final class Indescribable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new OutOfMemoryError("of the test");
        }
    }

    /** Real time, which fails in the heartbeat when it is told to. */
    private static final class FailingTime implements Time {

        volatile boolean fails;

        @Override
        public long nanoTime() {
            if (fails && Thread.currentThread().getName().endsWith("/heartbeat")) {
                throw new Indescribable();
            }
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

    /** A loop that always waits, and comes when the test wants. */
    private static final class Loop implements Mailbox.Consumer {

        final Queue<Seat.Call> calls = new ConcurrentLinkedQueue<>();

        @Override
        public void available() {}

        @Override
        public @Nullable Runnable call(Seat.Call call) {
            return () -> calls.add(call);
        }
    }

    @Test
    void aLoopReadsNothingOfAConnectionThatHasEndedWithoutMemoryToSaySo() throws Exception {
        var time = new FailingTime();
        var loop = new Loop();
        var wire = new Wire();
        wire.onOpen(new SilentSocket());
        Connection connection = connection(time, new Mailbox(1_000_000, 1L << 30, null, loop), wire);
        Task<?> owner = Task.run(connection::run);
        Seat.Call call = called(wire, loop);

        time.fails = true;
        connection.heartbeat().tell(new Heartbeat.Input.HandshakeSent());
        assertThatThrownBy(owner::result).hasRootCauseInstanceOf(OutOfMemoryError.class);
        call.answer(true);

        assertThat(wire.hasUnread()).isTrue();
    }

    private Connection connection(Time time, Mailbox mailbox, Wire wire) {
        CommandQueue commands = new CommandQueue(ShardId.ONE, 10);
        var shard = new ShardContext(
                ShardId.ONE,
                config,
                time,
                mailbox,
                commands,
                new Presence(Optional.empty(), true),
                new MemberRequests(ShardId.ONE, mailbox, commands, time),
                new Permits(config.identifyQueue(), ShardId.ONE),
                new Tally(time));
        return new Connection(shard, new Dial(URL, null, false), wire, MessageInflater.refusing());
    }

    /** Waits until nobody reads, and a frame that comes then has called the loop. What is read before must fit into the mailbox. */
    private static Seat.Call called(Wire wire, Loop loop) {
        receive(wire, "{\"op\":10,\"d\":{\"heartbeat_interval\":41250}}");
        Seat.Call call = loop.calls.poll();
        while (call == null) {
            if (!wire.hasUnread()) {
                receive(wire, "{\"op\":11}");
            }
            Thread.onSpinWait();
            call = loop.calls.poll();
        }
        return call;
    }

    private static void receive(Wire wire, String json) {
        var unused = wire.onText(new SilentSocket(), json, true);
    }
}
