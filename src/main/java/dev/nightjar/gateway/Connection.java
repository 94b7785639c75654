package dev.nightjar.gateway;

import dev.nightjar.gateway.inflate.MessageInflater;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the open WebSocket to its end: it puts together what belongs to it alone, and runs its subtasks. A new
 * one shares nothing with it but the shard's context and the (reset) inflater, so nothing of an old socket can touch the next.
 * The owner runs it; what the accessors give out is safe for any thread.
 */
final class Connection {

    private final ShardContext shard;
    private final Dial dial;
    private final Vitals vitals;
    private final Outbox outbox = new Outbox();
    private final LatencyLog latency = new LatencyLog();
    private final CountDownLatch greeted = new CountDownLatch(1);
    private final Heartbeat heartbeat;
    private final Intake intake;
    private final Reader reader;
    private final Writer writer;

    // Written by a subtask that dies of an Error, read by the owner.
    private volatile @Nullable Error shortage;

    /** Takes over an open wire. */
    Connection(ShardContext shard, Dial dial, Wire wire, MessageInflater inflater) {
        Time time = shard.time();
        this.shard = shard;
        this.dial = dial;
        this.vitals = new Vitals(shard.config(), time, dial.resumes() != null, dial.paced());
        var beats = new Beats(wire, latency, vitals, shard.mailbox().ledger(), time);
        this.heartbeat = new Heartbeat(shard.config(), time, vitals, wire, outbox, latency, beats);
        this.intake = new Intake(shard, dial, inflater, vitals, outbox, latency, heartbeat, greeted);
        this.reader = new Reader(wire, intake, shard.mailbox(), vitals, time);
        this.writer = new Writer(wire, outbox, shard.commands(), beats, vitals, heartbeat, time);
    }

    /** Why a connection is over, and what had come before that and is not yet in the mailbox. */
    record LastWord(Ending ending, Batch rest) {}

    /** Runs until the connection is over. The wire is still to be closed, and the rest to be handed over. */
    LastWord run() {
        Ending ending;
        try (ShardScope scope = ShardScope.open("shard-" + shard.id().number())) {
            scope.fork("reader", subtask(reader::run));
            scope.fork("heartbeat", subtask(heartbeat::run));
            scope.fork("writer", subtask(writer::run));
            if (dial.resumes() == null) {
                scope.fork("identify", subtask(new Identify(shard, outbox, greeted)::run));
            }
            ending = await(scope);
        }
        if (shortage != null) {
            // Its interrupt may have come after the scope had seen the failure.
            Thread.interrupted();
        }
        // Only now: the reader may have come to the end at the same time as another has failed. What the gateway said
        // last
        // explains more than what failed because of it.
        Ending last = intake.ending();
        boolean byUser = ending.kind() == Ending.Kind.USER_CLOSE;
        return new LastWord(last == null || byUser ? ending : last, intake.batch());
    }

    private Ending await(ShardScope scope) {
        try {
            return Ending.of(scope.awaitFailure());
        } catch (InterruptedException e) {
            Error cause = shortage;
            // Nobody else interrupts a registered connection's owner but the user's own code, which may mean a restart.
            return cause == null ? Ending.user(Ending.Kind.USER_RESTART, CloseFrame.RESUME) : Ending.of(cause);
        }
    }

    /** A subtask's body. */
    private interface Body {
        void run() throws Ending.Signal, InterruptedException;
    }

    /**
     * A subtask. Where memory is short the scope may fail to take note of its end, so then it interrupts the owner itself, which
     * takes no memory: a connection never goes on with a part of it dead.
     */
    private Callable<@Nullable Void> subtask(Body body) {
        Thread owner = Thread.currentThread();
        return () -> {
            try {
                body.run();
                return null;
            } catch (Error e) {
                shortage = e;
                owner.interrupt();
                throw e;
            }
        };
    }

    /** Ends the connection at once. Safe for any thread. */
    void end(Ending ending) {
        heartbeat.tell(new Heartbeat.News.Stop(ending));
    }

    /** Asks for a heartbeat; returns since when. */
    long beat() {
        long now = shard.time().nanoTime();
        outbox.beat();
        return now;
    }

    /** A command was added. */
    void wakeWriter() {
        outbox.wake();
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    VitalSigns vitals() {
        return vitals;
    }

    LatencyLog latency() {
        return latency;
    }
}
