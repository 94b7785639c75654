package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Disconnected.Next;
import dev.nightjar.gateway.inflate.MessageInflater;
import dev.nightjar.gateway.jfr.ConnectionEvent;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the open WebSocket to its end. It constructs the objects that belong to this connection alone, and runs
 * its subtasks. Two connections share only the shard's context and the inflater, which is reset between them, so nothing of an
 * old socket can affect the next one. The owner runs it; what the accessors return is safe for any thread.
 */
final class Connection {

    private final ShardContext shard;
    private final Dial dial;
    private final Vitals vitals;
    private final Outbox outbox = new Outbox();
    private final LatencyLog latency;
    private final CountDownLatch greeted = new CountDownLatch(1);
    private final Handshake handshake;
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
        this.latency = new LatencyLog(shard.tally());
        this.vitals = new Vitals(shard.config(), time, dial.resumes() != null, dial.paced());
        var beats = new Beats(wire, latency, vitals, shard.mailbox().ledger(), time);
        this.heartbeat = new Heartbeat(shard.config(), time, vitals, wire, outbox, latency, beats);
        this.handshake = new Handshake(shard.id());
        this.intake = new Intake(shard, dial, inflater, vitals, outbox, latency, heartbeat, greeted, handshake);
        this.reader = new Reader(shard.id(), wire, intake, shard.mailbox(), vitals);
        this.writer = new Writer(wire, outbox, shard, beats, vitals, heartbeat);
    }

    /** The result of a connection: why it has ended, and what was received before that and is not yet in the mailbox. */
    record LastWord(Ending ending, Batch rest) {}

    /** Runs until the connection has ended. The caller then closes the wire and hands over the rest. */
    LastWord run() {
        Ending ending;
        try (ShardScope scope = ShardScope.open("shard-" + shard.id().number())) {
            scope.fork("reader", subtask(reader::run));
            scope.fork("heartbeat", subtask(heartbeat::run));
            scope.fork("writer", subtask(writer::run));
            if (dial.resumes() == null) {
                scope.fork("identify", subtask(new Identify(shard, outbox, greeted, handshake)::run));
            }
            ending = await(scope);
        } finally {
            // Also when there is no memory to say how it has ended: the inflater is closed then, and a loop must not
            // use it.
            reader.end();
        }
        handshake.end();
        if (shortage != null) {
            // A subtask may have interrupted this thread after the scope had seen the failure.
            Thread.interrupted();
        }
        // This is read only now, because the reader may have received the end at the same time as another subtask
        // failed. What the gateway said last explains more than the failure that followed from it.
        Ending last = intake.ending();
        boolean byUser = ending.isStop();
        return new LastWord(last == null || byUser ? ending : last, intake.batch());
    }

    private Ending await(ShardScope scope) {
        try {
            return Ending.of(scope.awaitFailure());
        } catch (InterruptedException e) {
            Error cause = shortage;
            // Only the user's own code interrupts the owner of a registered connection, and that counts as a restart.
            return cause == null ? Ending.restart() : Ending.of(cause);
        }
    }

    /** A subtask's body. */
    private interface Body {
        void run() throws Ending.Signal, InterruptedException;
    }

    /**
     * A subtask. When memory runs out the scope may fail to record that the subtask has failed. So the subtask then interrupts
     * the owner itself, which needs no memory: a connection never goes on when one of its subtasks has died.
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

    /** Ends the event of this connection, which has ended. */
    void end(ConnectionEvent event, Ending ending, Next next) {
        event.finish(
                dial.url().getHost(),
                dial.resumes() != null,
                vitals.reached().name(),
                ending.cause().name(),
                ending.code(),
                next.name());
    }

    /** Ends the connection at once. Safe for any thread. */
    void end(Ending ending) {
        heartbeat.tell(new Heartbeat.Input.Stop(ending));
    }

    /** Asks for a heartbeat; returns the time of the request. */
    long beat() {
        long now = shard.time().nanoTime();
        outbox.beat();
        return now;
    }

    /** Tells the writer that a command was added. */
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
