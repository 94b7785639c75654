package dev.nightjar.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** A ledger in memory. One number counts all writes, so revisions grow over deletions too. Safe for any thread. */
final class LocalLedger implements Ledger {

    static final int MAX_KEYS = 100_000;

    private final ReentrantLock lock = new ReentrantLock();

    // All of these are guarded by lock.
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final Map<Hints, String> watches = new HashMap<>();
    private long last;
    private boolean closed;

    @Override
    public Optional<Entry> read(String key) throws EngineException {
        Names.key(key);
        lock.lock();
        try {
            checkOpen();
            return Optional.ofNullable(entries.get(key));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Entry> list(String prefix) throws EngineException {
        Names.prefix(prefix);
        lock.lock();
        try {
            checkOpen();
            List<Entry> found = new ArrayList<>();
            for (Entry entry : entries.tailMap(prefix).values()) {
                if (!entry.key().startsWith(prefix)) {
                    break;
                }
                found.add(entry);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public OptionalLong write(String key, String value, long revision) throws EngineException {
        Names.key(key);
        Names.text("The value of " + key, value);
        Names.revision(key, revision);
        lock.lock();
        try {
            checkOpen();
            if (revisionOf(key) != revision) {
                return OptionalLong.empty();
            }
            if (revision == ABSENT && entries.size() >= MAX_KEYS) {
                throw new EngineException(
                        "The store is full: it has " + MAX_KEYS + " keys already, so " + key + " was not written");
            }
            last++;
            entries.put(key, new Entry(key, value, last));
            tell(key);
            return OptionalLong.of(last);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean delete(String key, long revision) throws EngineException {
        Names.key(key);
        Names.revision(key, revision);
        lock.lock();
        try {
            checkOpen();
            if (revision == ABSENT || revisionOf(key) != revision) {
                return false;
            }
            last++;
            entries.remove(key);
            tell(key);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Subscription watch(String prefix, Listener listener) throws EngineException {
        Names.prefix(prefix);
        lock.lock();
        try {
            checkOpen();
            Hints hints = Hints.start(listener, this::forget);
            watches.put(hints, prefix);
            return hints;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Hints hints) {
        lock.lock();
        try {
            watches.remove(hints);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        List<Hints> open;
        lock.lock();
        try {
            closed = true;
            entries.clear();
            open = List.copyOf(watches.keySet());
        } finally {
            lock.unlock();
        }
        open.forEach(Hints::close);
    }

    private void checkOpen() throws EngineException {
        if (closed) {
            throw LocalEngine.closed();
        }
    }

    private long revisionOf(String key) {
        Entry entry = entries.get(key);
        return entry == null ? ABSENT : entry.revision();
    }

    private void tell(String key) {
        watches.forEach((hints, prefix) -> {
            if (key.startsWith(prefix)) {
                hints.changed(key);
            }
        });
    }
}
