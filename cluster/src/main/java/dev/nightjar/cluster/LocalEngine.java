package dev.nightjar.cluster;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An engine in the memory of one process, for tests and for a first try without a server. Its members share one instance.
 *
 * <p>It keeps 100,000 keys at most. Nothing of it outlives {@link #close}, after which each call fails with an {@link
 * EngineException}.
 */
public final class LocalEngine implements Engine {

    private final LocalLedger ledger = new LocalLedger();
    private final LocalCourier courier = new LocalCourier();
    private final ReentrantLock lock = new ReentrantLock();

    // Both are guarded by lock.
    private @Nullable LocalEventLog log;
    private boolean closed;

    private LocalEngine() {}

    /**
     * Opens an engine that has stored nothing yet.
     *
     * @return the engine
     */
    public static LocalEngine open() {
        return new LocalEngine();
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Courier courier() {
        return courier;
    }

    @Override
    public EventLog eventLog(EventLogLimits limits) throws EngineException {
        lock.lock();
        try {
            if (closed) {
                throw closed();
            }
            LocalEventLog made = log;
            if (made == null) {
                made = new LocalEventLog(limits);
                log = made;
            } else if (!made.limits().equals(limits)) {
                throw otherLimits(made.limits(), limits);
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        LocalEventLog made;
        lock.lock();
        try {
            closed = true;
            made = log;
        } finally {
            lock.unlock();
        }
        ledger.close();
        courier.close();
        if (made != null) {
            made.close();
        }
    }

    static EngineException closed() {
        return new EngineClosedException("The engine was closed; open another one");
    }

    static EngineException otherLimits(EventLogLimits there, EventLogLimits wanted) {
        return new EngineException("The log of events has other limits: it was made with " + there + ", and not with "
                + wanted + ". Use the same ones in each member, or delete the log");
    }
}
