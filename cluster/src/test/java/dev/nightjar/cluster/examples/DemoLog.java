package dev.nightjar.cluster.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the processes of the demonstration have handled, as they have printed it. Safe for any thread. */
final class DemoLog {

    /** A shard without an event for this time, in nanoseconds, is shown as silent. */
    private static final long SILENCE = 500_000_000;

    /** The events of one shard. All but the number is guarded by the lock. */
    private static final class Tale {

        private final BitSet handled = new BitSet();
        private @Nullable String owner;
        private long lastAt;
        private long since; // when the present owner's first event came
        private long longestGap;
    }

    private final ReentrantLock lock = new ReentrantLock();

    // All of these are guarded by lock.
    private final List<Tale> tales = new ArrayList<>();
    private long repeated;
    private long repeatedAtBegin;
    private long events;
    private long eventsBefore;
    private long countedAt = System.nanoTime();

    DemoLog(int shards) {
        for (int shard = 0; shard < shards; shard++) {
            tales.add(new Tale());
        }
    }

    /** Reads what a process prints, until it ends. A line that its end has cut off does not end with a dot. */
    void read(String name, Process process) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                if (words.length == 4 && words[0].equals("message") && words[3].equals(".")) {
                    add(name, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                }
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }

    private void add(String name, int shard, int number) {
        long now = System.nanoTime();
        lock.lock();
        try {
            Tale tale = tales.get(shard);
            if (!name.equals(tale.owner)) {
                tale.owner = name;
                tale.since = now;
            }
            if (tale.lastAt != 0) {
                tale.longestGap = Math.max(tale.longestGap, now - tale.lastAt);
            }
            tale.lastAt = now;
            repeated += tale.handled.get(number) ? 1 : 0;
            tale.handled.set(number);
            events++;
        } finally {
            lock.unlock();
        }
    }

    /** Begins another step: gaps and repeated events are counted from here on. */
    void begin() {
        lock.lock();
        try {
            repeatedAtBegin = repeated;
            tales.forEach(tale -> tale.longestGap = 0);
        } finally {
            lock.unlock();
        }
    }

    /** The shards whose newest event this process has handled, a moment ago. */
    List<Integer> shardsOf(String name) {
        lock.lock();
        try {
            return IntStream.range(0, tales.size())
                    .filter(shard -> name.equals(tales.get(shard).owner) && !isSilent(shard))
                    .boxed()
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    boolean isSilent(int shard) {
        lock.lock();
        try {
            return System.nanoTime() - tales.get(shard).lastAt > SILENCE;
        } finally {
            lock.unlock();
        }
    }

    boolean isAllFresh() {
        return IntStream.range(0, tales.size()).noneMatch(this::isSilent);
    }

    /** When the last of these shards had its first event at its present process. */
    long lastBeginning(List<Integer> shards) {
        lock.lock();
        try {
            return shards.stream()
                    .mapToLong(shard -> tales.get(shard).since)
                    .max()
                    .orElse(0);
        } finally {
            lock.unlock();
        }
    }

    /** The longest time in this step that any shard was without an event, in nanoseconds. */
    long longestGap() {
        lock.lock();
        try {
            return tales.stream().mapToLong(tale -> tale.longestGap).max().orElse(0);
        } finally {
            lock.unlock();
        }
    }

    long repeatedSinceBegin() {
        lock.lock();
        try {
            return repeated - repeatedAtBegin;
        } finally {
            lock.unlock();
        }
    }

    long repeated() {
        lock.lock();
        try {
            return repeated;
        } finally {
            lock.unlock();
        }
    }

    /** How many different events were handled. */
    long handled() {
        lock.lock();
        try {
            return tales.stream().mapToLong(tale -> tale.handled.cardinality()).sum();
        } finally {
            lock.unlock();
        }
    }

    /** How many events a second were handled since the last call. */
    long lastSecond() {
        lock.lock();
        try {
            long now = System.nanoTime();
            long rate = (events - eventsBefore) * 1_000_000_000 / Math.max(1, now - countedAt);
            eventsBefore = events;
            countedAt = now;
            return rate;
        } finally {
            lock.unlock();
        }
    }
}
