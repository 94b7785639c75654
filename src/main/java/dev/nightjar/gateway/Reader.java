package dev.nightjar.gateway;

import dev.nightjar.gateway.jfr.Flight;
import dev.nightjar.gateway.jfr.ReaderStallEvent;
import org.jspecify.annotations.Nullable;

/**
 * The subtask that reads a connection: it takes frames, passes them to the {@link Intake}, and hands over the resulting
 * parcels to the mailbox. A loop that waits for events when a frame comes does the same in its own thread instead, for a
 * moment ({@link #answer}); what that thread cannot do is left to the subtask. Confined to the thread that has the {@link
 * Turn}.
 */
final class Reader implements Seat.Call {

    /** The most frames that a loop reads before it looks at what it has got. What is more is for the subtask, beside it. */
    private static final int MOST_IN_LOOP = 64;

    private final ShardId shard;
    private final Inbound inbound;
    private final Turn turn;
    private final Intake intake;
    private final Mailbox mailbox;
    private final Vitals vitals;
    private final TimeSlice slice = new TimeSlice(); // the subtask's
    private boolean works = true;
    private @Nullable Throwable failedInLoop;

    Reader(ShardId shard, Inbound inbound, Intake intake, Mailbox mailbox, Vitals vitals) {
        this.shard = shard;
        this.inbound = inbound;
        this.turn = new Turn(inbound::hasUnread, () -> mailbox.call(this));
        this.intake = intake;
        this.mailbox = mailbox;
        this.vitals = vitals;
        inbound.onArrival(turn::arrived);
    }

    /** Reads until the connection ends. The subtask runs it. */
    void run() throws Ending.Signal, InterruptedException {
        while (true) {
            turn.awaitReader();
            rethrow();
            do {
                readAll();
            } while (!turn.giveBack());
        }
    }

    /** Ends the connection as if the subtask had seen what has failed in a loop. */
    private void rethrow() throws Ending.Signal {
        switch (failedInLoop) {
            case null -> {}
            case Ending.Signal signal -> throw signal;
            case Error error -> throw error;
            case RuntimeException fault -> throw fault;
            default -> throw new IllegalStateException(failedInLoop);
        }
    }

    /** Reads until no frame is left, and hands everything over. */
    private void readAll() throws Ending.Signal, InterruptedException {
        inbound.replenish();
        for (Frame frame = inbound.poll(); frame != null; frame = inbound.poll()) {
            inbound.replenish();
            accept(frame);
            if (intake.batch().isFull()) {
                handOver();
            }
            // Also for a frame that completes nothing: a gateway may send as many of those as it likes.
            slice.useOne();
        }
        handOver();
        rest();
    }

    private void accept(Frame frame) throws Ending.Signal {
        if (!intake.accept(frame)) {
            vitals.waitsForTheRest();
        } else if (!works) {
            // Only a whole payload is a sign of life, so a part of one does not get here.
            works = true;
            vitals.works();
        }
    }

    private void rest() {
        if (works) {
            works = false;
            vitals.waits();
        }
    }

    private void handOver() throws InterruptedException {
        if (vitals.isActive()) {
            deliver();
        } else {
            vitals.handsOver();
            deliver();
            vitals.handedOver();
        }
        intake.handedOver();
    }

    private void deliver() throws InterruptedException {
        ReaderStallEvent event = Flight.readerStall(shard.number(), shard.total());
        long before = mailbox.stalls().count();
        try {
            mailbox.deliver(intake.batch());
        } finally {
            if (event != null && mailbox.stalls().count() != before) {
                event.finish();
            }
        }
    }

    @Override
    public void answer(boolean comes) {
        if (!comes) {
            turn.decline();
        } else if (turn.begin()) {
            readInLoop();
        }
    }

    /** Reads what has come, and neither waits nor throws nor heeds an interrupt. */
    private void readInLoop() {
        boolean done = false;
        try {
            done = readSome();
        } catch (Ending.Signal | RuntimeException | Error e) {
            // The user's thread has nothing to do with it: the subtask ends with it, and so the connection.
            failedInLoop = e;
        } finally {
            turn.finish(done);
        }
    }

    /** Whether the loop has read all, and handed over all that it has read. */
    private boolean readSome() throws Ending.Signal {
        for (int i = 0; i < MOST_IN_LOOP && !intake.batch().isFull(); i++) {
            Frame frame = inbound.poll();
            if (frame == null) {
                break;
            }
            accept(frame);
        }
        mailbox.deliverUntilFull(intake.batch());
        if (!intake.batch().isEmpty()) {
            return false;
        }
        intake.handedOver();
        if (inbound.hasUnread()) {
            return false;
        }
        rest();
        return !inbound.isLow();
    }

    /** Waits until no loop reads, and keeps all of them from it. The owner calls it when the subtask has ended. */
    void end() {
        turn.end();
    }
}
