package dev.nightjar.cluster;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A log of events, to which the members append and from which workers read. Each event has an id, and a second one with the same
 * id is not stored within the {@link EventLogLimits#deduplication()}. Safe for any thread.
 */
public interface EventLog {

    /** How many events of one worker can be without their acknowledgement; then it gets no further ones. */
    int MAX_UNACKNOWLEDGED = 1_024;

    /**
     * How large an event can be: about 1 MB, unless the engine was set up for more.
     *
     * @return the number of bytes
     */
    int maxEventBytes();

    /**
     * Appends an event. At most 4,096 wait for their acknowledgement at the same time; then this method waits.
     *
     * <p>The stage may complete in the thread that receives all answers of the engine. So what depends on it must not block; give
     * that to the {@code Async} methods of the stage.
     *
     * @param subject what it is about, for those who read only a part; made like a key of the {@link Ledger}
     * @param id its id, which no other event has: visible characters of ASCII, 200 at most
     * @param event its bytes, {@link #maxEventBytes()} at most
     * @return completes when the engine has stored the event, or has had it already; fails with an {@link EngineException} when
     *     it was not acknowledged, and then it may be appended again
     * @throws IllegalArgumentException when the subject, the id or the event is not as it should be
     * @throws InterruptedException when the thread is interrupted before the event was sent
     */
    CompletionStage<Void> append(String subject, String id, byte[] event) throws InterruptedException;

    /**
     * An event for a worker.
     */
    interface Delivery {

        /**
         * What it is about.
         *
         * @return the subject
         */
        String subject();

        /**
         * Its id.
         *
         * @return the id
         */
        String id();

        /**
         * Its bytes.
         *
         * @return the bytes; they must not be changed
         */
        byte[] event();

        /**
         * Says that the worker has handled it, so that no worker of the same name gets it again, unless the engine dies in the next
         * moment: a server of NATS confirms an acknowledgement before it is on the disk.
         *
         * @throws EngineException when the engine does not confirm it; the event may come again
         * @throws InterruptedException when the thread is interrupted; the event may come again
         */
        void acknowledge() throws EngineException, InterruptedException;
    }

    /** The events that a worker gets. One thread at a time. */
    interface Reader extends Iterable<Delivery>, AutoCloseable {

        /**
         * The events one after the other, for a for-each. Each is to be {@linkplain Delivery#acknowledge() acknowledged}.
         *
         * {@snippet file="dev/nightjar/cluster/examples/StatisticsWorker.java" region="worker"}
         *
         * @return an iterator whose {@code hasNext} waits for the next event, however long that takes and also while the engine
         *     does not answer. It is false when the engine was closed, and throws a {@link ClusterException} when the thread is
         *     interrupted, with its interrupt flag set
         */
        @Override
        default Iterator<Delivery> iterator() {
            return new Deliveries(this);
        }

        /**
         * Waits for the next event.
         *
         * @param timeout how long at most
         * @return the event, or null when none has come in this time
         * @throws EngineException when the engine cannot be reached
         * @throws IllegalStateException when the reader was closed
         * @throws InterruptedException when the thread is interrupted
         */
        @Nullable
        Delivery next(Duration timeout) throws EngineException, InterruptedException;

        /** Ends the reading. What was not acknowledged comes again when its time is over, to any worker of the same name. */
        @Override
        void close();
    }

    /**
     * Reads as this worker. A new worker begins with the oldest event. All readers of one name share the events among them; each
     * event goes to one of them, in the order of the log, and again to one of them when it was not acknowledged in time.
     *
     * @param worker the name, made of A-Z, a-z, 0-9, {@code -} and {@code _}, 64 characters at most; it is remembered, with how far
     *     it has read
     * @param subject the events about this: a subject, or the beginning of some with {@code .>} at the end, or {@code >} for all
     * @param patience how long a worker may take for an event before it goes to another one; the newest reader's holds for all
     * @return the reader
     * @throws EngineException when the engine cannot be reached, or a worker of this name reads another subject
     * @throws InterruptedException when the thread is interrupted
     */
    Reader read(String worker, String subject, Duration patience) throws EngineException, InterruptedException;
}
