package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A turn and a seat, and nothing else of the engine: frames are numbers, and are read when they are in the list. */
class TurnInterleavingsTest {

    /** A connection, its reader, and the place where a loop waits for it. */
    private static final class Room implements Seat.Call {

        final Seat seat = new Seat();
        final List<Integer> read = new ArrayList<>(); // confined to who has the turn
        final AtomicBoolean together = new AtomicBoolean();
        private final AtomicBoolean reading = new AtomicBoolean();
        private final BlockingQueue<Integer> inbox = new LinkedBlockingQueue<>();
        private final Semaphore wakeUps = new Semaphore(0);
        final Semaphore progress = new Semaphore(0);
        final Turn turn;
        private final int most;

        /** Makes a room whose loop reads so many frames at a time. */
        Room(int most) {
            this.most = most;
            this.turn = new Turn(() -> !inbox.isEmpty(), () -> seat.call(this) ? wakeUps::release : null);
        }

        void receive(int frame) {
            inbox.add(frame);
            turn.arrived();
        }

        void receiveUpTo(int last) {
            for (int frame = 1; frame <= last; frame++) {
                receive(frame);
            }
        }

        Thread startReader() {
            return Threads.start("reader", () -> {
                while (true) {
                    turn.awaitReader();
                    do {
                        readUpTo(Integer.MAX_VALUE);
                    } while (!turn.giveBack());
                }
            });
        }

        /** Reads so many frames at most; returns whether there are no more. */
        private boolean readUpTo(int frames) {
            if (reading.getAndSet(true)) {
                together.set(true);
            }
            Integer frame = null;
            for (int i = 0; i < frames; i++) {
                frame = inbox.poll();
                if (frame == null) {
                    break;
                }
                read.add(frame);
                progress.release();
            }
            reading.set(false);
            return frame == null;
        }

        @Override
        public void answer(boolean comes) {
            if (!comes) {
                turn.decline();
            } else if (turn.begin()) {
                turn.finish(readUpTo(most));
            }
        }

        /** Waits as a loop does, until it is woken or interrupted, or, if it is impatient, at any moment. */
        void await(boolean patient) throws InterruptedException {
            boolean stays = false;
            seat.sit();
            try {
                if (patient) {
                    wakeUps.acquire();
                } else {
                    boolean unused = wakeUps.tryAcquire(1, TimeUnit.NANOSECONDS);
                }
                stays = true;
            } finally {
                seat.getUp().answer(stays);
            }
        }

        Thread startLoop(int times, boolean patient) {
            return Threads.start("loop", () -> {
                for (int i = 0; i < times; i++) {
                    await(patient);
                }
            });
        }

        void assertReadUpTo(int last) {
            assertThat(together).isFalse();
            assertThat(read).isEqualTo(IntStream.rangeClosed(1, last).boxed().toList());
        }
    }

    @Test
    void everyFrameIsReadOnceAndInOrderThoughTheLoopWaitsTwiceOnly() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room(10);
            Thread reader = room.startReader();
            Thread loop = room.startLoop(2, false);

            room.receiveUpTo(3);
            room.progress.acquire(3);

            reader.interrupt();
            Threads.join(reader, loop);
            room.assertReadUpTo(3);
        });
    }

    @Test
    void aLoopThatIsInterruptedLeavesTheFramesToTheReader() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room(10);
            Thread reader = room.startReader();
            Thread loop = room.startLoop(Integer.MAX_VALUE, true);
            Thread listener = Threads.start("listener", () -> room.receiveUpTo(3));

            loop.interrupt();
            room.progress.acquire(3);

            reader.interrupt();
            Threads.join(reader, loop, listener);
            room.assertReadUpTo(3);
        });
    }

    @Test
    void whatALoopDoesNotReadItLeavesToTheReader() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room(1);
            Thread reader = room.startReader();
            Thread loop = room.startLoop(Integer.MAX_VALUE, true);
            Thread listener = Threads.start("listener", () -> room.receiveUpTo(2));

            room.receive(3);
            room.progress.acquire(3);

            loop.interrupt();
            reader.interrupt();
            Threads.join(reader, loop, listener);
            assertThat(room.together).isFalse();
            assertThat(room.read).containsExactlyInAnyOrder(1, 2, 3).containsSubsequence(1, 2);
        });
    }

    @Test
    void nobodyReadsAfterTheEnd() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room(2);
            Thread reader = room.startReader();
            Thread loop = room.startLoop(Integer.MAX_VALUE, true);
            Thread listener = Threads.start("listener", () -> room.receiveUpTo(3));

            reader.interrupt();
            reader.join();
            room.turn.end();
            int last = room.read.size();

            listener.join();
            loop.interrupt();
            loop.join();
            room.assertReadUpTo(last);
        });
    }
}
