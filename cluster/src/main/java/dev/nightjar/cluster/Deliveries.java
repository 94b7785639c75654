package dev.nightjar.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The iterator of a for-each over what a worker reads. Confined to the reader's thread. */
final class Deliveries implements Iterator<EventLog.Delivery> {

    private static final Logger LOG = System.getLogger(Deliveries.class.getName());

    private static final Duration LOOK = Duration.ofSeconds(1);

    /** How long to wait before the next attempt, where the engine fails at once. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final EventLog.Reader reader;
    private EventLog.@Nullable Delivery ahead;
    private boolean isOver;
    private boolean isFailing;

    Deliveries(EventLog.Reader reader) {
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        try {
            while (ahead == null && !isOver) {
                look();
            }
            return ahead != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException(
                    "The thread was interrupted while it waited for the next event of the log; the reader goes on", e);
        }
    }

    private void look() throws InterruptedException {
        try {
            ahead = reader.next(LOOK);
            isFailing = false;
        } catch (EngineClosedException e) {
            isOver = true;
        } catch (EngineException e) {
            if (!isFailing) {
                LOG.log(Level.WARNING, "The log of events cannot be read; that is tried again until it succeeds", e);
            }
            isFailing = true;
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public EventLog.Delivery next() {
        EventLog.Delivery given = hasNext() ? ahead : null;
        if (given == null) {
            throw new NoSuchElementException(
                    "The engine was closed, and no more events come: ask hasNext() before next()");
        }
        ahead = null;
        return given;
    }
}
