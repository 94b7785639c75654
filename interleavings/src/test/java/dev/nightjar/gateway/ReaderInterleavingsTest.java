package dev.nightjar.gateway;

import static dev.nightjar.gateway.Parcels.drain;
import static dev.nightjar.gateway.Parcels.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.inflate.MessageInflater;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who reads a connection: its reader, or a loop that was called to. */
class ReaderInterleavingsTest {

    private static final URI URL = URI.create("ws://localhost");

    private static final String HELLO = "{'t':null,'s':null,'op':10,'d':{'heartbeat_interval':41250}}";
    private static final String READY =
            "{'t':'READY','s':1,'op':0,'d':{'session_id':'a','resume_gateway_url':'ws://resume'}}";

    // Outside of the search, as its HttpClient has threads.
    private final GatewayConfig config = GatewayConfig.builder("token")
            .intents()
            .gatewayUrl(URL)
            .compression(Compression.NONE)
            .eventBuffer(2)
            .build();

    /** A connection that has no socket, and a reader only. */
    private final class Room implements Inbound {

        final Mailbox mailbox;
        final Intake intake;
        final Reader reader;
        // What broke the rule that one thread at a time reads.
        final List<String> broken = new ArrayList<>();
        private final BlockingQueue<Frame> inbox = new LinkedBlockingQueue<>();
        private final AtomicInteger inside = new AtomicInteger();
        private Runnable onArrival = () -> {};
        private int polled;
        private int replenished;

        Room(Mailbox mailbox) {
            this.mailbox = mailbox;
            ShardContext shard = Contexts.of(config, mailbox);
            Vitals vitals = new Vitals(config, Time.SYSTEM, false, false);
            Outbox outbox = new Outbox();
            LatencyLog latency = new LatencyLog(shard.tally());
            Wire unused = new Wire();
            Beats beats = new Beats(unused, latency, vitals, mailbox.ledger(), Time.SYSTEM);
            this.intake = new Intake(
                    shard,
                    new Dial(URL, null, false),
                    MessageInflater.refusing(),
                    vitals,
                    outbox,
                    latency,
                    new Heartbeat(config, Time.SYSTEM, vitals, this, outbox, latency, beats),
                    new CountDownLatch(1),
                    new Handshake(ShardId.ONE));
            this.reader = new Reader(ShardId.ONE, this, intake, mailbox, vitals);
        }

        Thread start() {
            return Threads.start("reader", () -> {
                try {
                    reader.run();
                } catch (Ending.Signal signal) {
                    broken.add("ended: " + signal.ending.cause());
                }
            });
        }

        void receive(String json) {
            receive(new Frame.Text(json.replace('\'', '"'), true));
        }

        void receive(Frame frame) {
            inbox.add(frame);
            onArrival.run();
        }

        void receiveUpTo(long last) {
            receive(HELLO);
            receive(READY);
            for (long sequence = 2; sequence <= last; sequence++) {
                receive("{'t':'MESSAGE_CREATE','s':" + sequence + ",'op':0,'d':{}}");
            }
        }

        @Override
        public @Nullable Frame poll() {
            if (inside.getAndIncrement() != 0) {
                broken.add("two threads read");
            }
            Frame frame = inbox.poll();
            polled += frame == null ? 0 : 1;
            inside.decrementAndGet();
            return frame;
        }

        @Override
        public boolean hasUnread() {
            return !inbox.isEmpty();
        }

        @Override
        public void replenish() {
            replenished = isLow() ? polled : replenished;
        }

        @Override
        public boolean isLow() {
            return polled - replenished >= 3;
        }

        @Override
        public void onArrival(Runnable arrived) {
            onArrival = arrived;
        }
    }

    private static List<String> dispatches(List<String> taken) {
        return taken.stream().filter(name -> name.matches("[1-9]\\d*")).toList();
    }

    /** Takes up to the payload of this sequence, as a loop does. */
    private static List<String> take(Mailbox mailbox, long last, long nanos) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        while (!taken.contains(String.valueOf(last))) {
            Parcel parcel = mailbox.take(any -> true, nanos);
            if (parcel != null) {
                taken.add(Parcels.name(parcel));
            }
        }
        return taken;
    }

    @Test
    void aLoopThatWaitsGetsEveryFrameOnceAndInOrderWhoeverReadsIt() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room(new Mailbox(2, 1 << 20, null));
            Thread reader = room.start();
            Thread listener = Threads.start("listener", () -> room.receiveUpTo(4));

            List<String> taken = take(room.mailbox, 4, Mailbox.FOREVER);
            reader.interrupt();
            Threads.join(reader, listener);

            assertThat(dispatches(taken)).isEqualTo(upTo(4));
            assertThat(room.broken).isEmpty();
        });
    }

    @Test
    void aLoopThatWaitsForAMomentOnlyLeavesNothingUnread() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room(new Mailbox(2, 1 << 20, null));
            Thread reader = room.start();
            Thread listener = Threads.start("listener", () -> room.receiveUpTo(3));

            List<String> taken = take(room.mailbox, 3, 1);
            reader.interrupt();
            Threads.join(reader, listener);

            assertThat(dispatches(taken)).isEqualTo(upTo(3));
            assertThat(room.broken).isEmpty();
        });
    }

    @Test
    void whatComesWhileTheLoopLeavesOrIsInTheUsersCodeIsReadByTheReader() throws Throwable {
        Interleavings.explore(() -> {
            CountDownLatch all = new CountDownLatch(3);
            Mailbox.Watch watch = new Mailbox.Watch() {
                @Override
                public void see(Parcel parcel) {
                    if (parcel instanceof Parcel.Received received && received.isDispatch()) {
                        all.countDown();
                    }
                }

                @Override
                public void ended() {}
            };
            Room room = new Room(new Mailbox(10, 1 << 20, null, () -> {}, watch, Mailbox.OPEN));
            Thread reader = room.start();
            List<String> taken = new ArrayList<>();
            Thread user = Threads.start("user", () -> {
                taken.add(Parcels.name(Objects.requireNonNull(room.mailbox.take(any -> true))));
                taken.add(Parcels.name(Objects.requireNonNull(room.mailbox.take(any -> true))));
            });
            Thread listener = Threads.start("listener", () -> room.receiveUpTo(3));

            user.interrupt();
            all.await(); // nobody waits for events any more, and they must come all the same
            Threads.join(listener, user);
            reader.interrupt();
            reader.join();

            room.mailbox.end(null);
            drain(room.mailbox, taken);
            assertThat(dispatches(taken)).isEqualTo(upTo(3));
            assertThat(room.broken).isEmpty();
        });
    }

    @Test
    void whatALoopReadsThatEndsTheConnectionEndsTheReaderAndNotTheLoop() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room(new Mailbox(2, 1 << 20, null));
            Thread reader = room.start();
            List<String> taken = new ArrayList<>();
            Thread user = Threads.start("user", () -> drain(room.mailbox, taken));
            Thread listener = Threads.start("listener", () -> {
                room.receiveUpTo(2);
                room.receive(new Frame.End(Ending.lost("the end")));
            });

            reader.join();
            room.reader.end();
            listener.join();
            assertThat(room.broken).containsExactly("ended: " + Cause.CONNECTION_LOST);
            assertThat(Objects.requireNonNull(room.intake.ending()).reason()).isEqualTo("the end");
            room.mailbox.deliverLast(room.intake.batch());
            room.mailbox.end(null);
            user.join();

            assertThat(dispatches(taken)).isEqualTo(upTo(2));
        });
    }

    @Test
    void theOwnerHasWhatWasReadToItselfWhenAConnectionHasEnded() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room(new Mailbox(2, 1 << 20, null));
            Thread reader = room.start();
            List<String> taken = new ArrayList<>();
            Thread user = Threads.start("user", () -> drain(room.mailbox, taken));
            Thread listener = Threads.start("listener", () -> room.receiveUpTo(3));

            // What a restart leads to: the scope cancels the reader, and the owner hands over the rest.
            reader.interrupt();
            reader.join();
            room.reader.end();
            int read = room.polled;
            room.mailbox.deliverLast(room.intake.batch());
            room.mailbox.end(null);
            Threads.join(user, listener);

            assertThat(room.polled).isEqualTo(read);
            assertThat(dispatches(taken)).isEqualTo(upTo(Math.max(0, read - 1)));
            assertThat(room.broken).isEmpty();
        });
    }

    @Test
    void theLoopOfAFleetReadsForTheShardThatHasCalledItAndLosesNothingOfTheOthers() throws Throwable {
        Interleavings.explore(() -> {
            Merge merge = new Merge(true);
            ShardGroup group = new ShardGroup(ShardRange.all(2), id -> config, merge, false, false);
            group.goLive();
            merge.add(group.sources());
            Room one = new Room(group.shards().get(0).mailbox());
            Room other = new Room(group.shards().get(1).mailbox());
            Thread first = one.start();
            Thread second = other.start();
            Thread listener = Threads.start("listener", () -> {
                one.receiveUpTo(2);
                other.receiveUpTo(2);
            });

            List<String> taken = new ArrayList<>();
            while (!taken.contains("0:2") || !taken.contains("1:2")) {
                merge.await(any -> true);
                Merge.Item item = Objects.requireNonNull(merge.give());
                taken.add(item.shard().id().number() + ":" + Parcels.name(item.parcel()));
            }
            first.interrupt();
            second.interrupt();
            Threads.join(listener, first, second);

            assertThat(taken).containsSubsequence("0:1", "0:2").containsSubsequence("1:1", "1:2");
            assertThat(taken).doesNotHaveDuplicates();
            assertThat(one.broken).isEmpty();
            assertThat(other.broken).isEmpty();
        });
    }
}
