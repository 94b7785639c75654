package dev.nightjar.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A log of events in memory. Safe for any thread. */
final class LocalEventLog implements EventLog {

    /** What a server of NATS takes as it comes, less some room for headers. */
    private static final int MAX_EVENT_BYTES = 1024 * 1024 - 1024;

    private final EventLogLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All of these are guarded by lock.
    private final TreeMap<Long, Stored> events = new TreeMap<>(); // by their numbers, which begin with 1
    private final LinkedHashMap<String, Long> ids = new LinkedHashMap<>(); // and when each came
    private final Map<String, Worker> workers = new HashMap<>();
    private long last;
    private long bytes;
    private boolean closed;

    private static final class Stored {
        final long number;
        final String subject;
        final String id;
        final byte[] event;
        final long nanos; // when it came

        Stored(long number, String subject, String id, byte[] event, long nanos) {
            this.number = number;
            this.subject = subject;
            this.id = id;
            this.event = event;
            this.nanos = nanos;
        }
    }

    /** How far the readers of one name have come. */
    private static final class Worker {
        final String filter;
        final TreeMap<Long, Long> unacknowledged = new TreeMap<>(); // until when, by number
        long patience;
        long next = 1;

        Worker(String filter) {
            this.filter = filter;
        }
    }

    LocalEventLog(EventLogLimits limits) {
        this.limits = limits;
    }

    EventLogLimits limits() {
        return limits;
    }

    @Override
    public int maxEventBytes() {
        return MAX_EVENT_BYTES;
    }

    @Override
    public CompletionStage<Void> append(String subject, String id, byte[] event) {
        Names.key(subject);
        Names.id(id);
        Names.event(id, event, MAX_EVENT_BYTES);
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(LocalEngine.closed());
            }
            long now = System.nanoTime();
            drop(now);
            if (ids.putIfAbsent(id, now) == null) {
                last++;
                events.put(last, new Stored(last, subject, id, event.clone(), now));
                bytes += event.length;
                drop(now);
                changed.signalAll();
            }
            return CompletableFuture.completedFuture(null);
        } finally {
            lock.unlock();
        }
    }

    /** Drops what is beyond the limits. */
    private void drop(long now) {
        Iterator<Stored> oldest = events.values().iterator();
        while (oldest.hasNext()) {
            Stored event = oldest.next();
            if (bytes <= limits.maxBytes() && now - event.nanos < nanos(limits.maxAge())) {
                break;
            }
            bytes -= event.event.length;
            oldest.remove();
        }
        Iterator<Long> times = ids.values().iterator();
        while (times.hasNext() && now - times.next() >= nanos(limits.deduplication())) {
            times.remove();
        }
    }

    @Override
    public Reader read(String worker, String subject, Duration patience) throws EngineException {
        Names.name("A worker's name", worker);
        Names.filter(subject);
        Names.wait("A worker's patience", patience);
        lock.lock();
        try {
            checkOpen();
            Worker known = workers.computeIfAbsent(worker, w -> new Worker(subject));
            if (!known.filter.equals(subject)) {
                throw otherSubject(worker, known.filter, subject);
            }
            known.patience = nanos(patience);
            return new LocalReader(known);
        } finally {
            lock.unlock();
        }
    }

    static EngineException otherSubject(String worker, String known, String wanted) {
        return new EngineException("The worker " + worker + " reads " + known
                + ", and its place in the log is remembered for that;" + " choose another name to read " + wanted);
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            events.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void checkOpen() throws EngineException {
        if (closed) {
            throw LocalEngine.closed();
        }
    }

    private static long nanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration); // the greatest number for what is too long
    }

    private final class LocalReader implements Reader {

        private final Worker worker;
        private boolean ended; // guarded by lock

        LocalReader(Worker worker) {
            this.worker = worker;
        }

        @Override
        public @Nullable Delivery next(Duration timeout) throws EngineException, InterruptedException {
            long until = System.nanoTime() + nanos(Names.wait("A timeout", timeout));
            lock.lockInterruptibly();
            try {
                while (true) {
                    checkOpen();
                    if (ended) {
                        throw new IllegalStateException("This reader was closed");
                    }
                    long now = System.nanoTime();
                    drop(now);
                    Stored event = take(now);
                    if (event != null) {
                        worker.unacknowledged.put(event.number, now + worker.patience);
                        return new LocalDelivery(event);
                    }
                    long wait = until - now;
                    if (wait <= 0) {
                        return null;
                    }
                    for (long due : worker.unacknowledged.values()) {
                        wait = Math.min(wait, due - now);
                    }
                    changed.awaitNanos(wait);
                }
            } finally {
                lock.unlock();
            }
        }

        /** What others have not acknowledged in time comes first. */
        private @Nullable Stored take(long now) {
            worker.unacknowledged.keySet().removeIf(number -> !events.containsKey(number));
            for (Map.Entry<Long, Long> due : worker.unacknowledged.entrySet()) {
                if (now - due.getValue() >= 0) {
                    return events.get(due.getKey());
                }
            }
            if (worker.unacknowledged.size() < MAX_UNACKNOWLEDGED) {
                for (Stored event : events.tailMap(worker.next).values()) {
                    worker.next = event.number + 1;
                    if (Names.matches(worker.filter, event.subject)) {
                        return event;
                    }
                }
            }
            return null;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                ended = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private final class LocalDelivery implements Delivery {

            private final Stored stored;

            LocalDelivery(Stored stored) {
                this.stored = stored;
            }

            @Override
            public String subject() {
                return stored.subject;
            }

            @Override
            public String id() {
                return stored.id;
            }

            @Override
            public byte[] event() {
                return stored.event;
            }

            @Override
            public void acknowledge() throws EngineException {
                lock.lock();
                try {
                    checkOpen();
                    worker.unacknowledged.remove(stored.number);
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        }
    }
}
