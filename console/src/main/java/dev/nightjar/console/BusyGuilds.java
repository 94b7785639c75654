package dev.nightjar.console;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The guilds with the most events lately, within a bound. Safe for any thread.
 *
 * <p>It is the algorithm of Misra and Gries, with the decrements in batches and with older events counting less: when there are
 * more guilds than there is room for, the count of the median is taken away from each, and those that have nothing left go. A
 * count is too low by at most the events of all guilds divided by half the room, so a busy guild is never missing.
 */
final class BusyGuilds {

    private static final int ROOM = 4_096;
    private static final double WINDOW = 60; // seconds

    private final ReentrantLock lock = new ReentrantLock();

    // Under the lock.
    private final Map<Long, double[]> counts = new HashMap<>();
    private double seconds;
    private boolean isUsed;

    /** A guild and its events a second. */
    record Busy(long guild, double perSecond) {}

    void count(long guild) {
        lock.lock();
        try {
            isUsed = true;
            double[] known = counts.get(guild);
            if (known != null) {
                known[0]++;
                return;
            }
            if (counts.size() == ROOM) {
                makeRoom();
            }
            counts.put(guild, new double[] {1});
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        double[] sorted =
                counts.values().stream().mapToDouble(count -> count[0]).sorted().toArray();
        double median = sorted[ROOM / 2];
        counts.values().removeIf(count -> (count[0] -= median) <= 0);
    }

    /** Lets so many seconds go by. */
    void pass(double lasting) {
        double kept = Rate.kept(WINDOW, lasting);
        lock.lock();
        try {
            counts.values().removeIf(count -> (count[0] *= kept) < 0.001);
            seconds = seconds * kept + lasting;
        } finally {
            lock.unlock();
        }
    }

    /** The busiest, in order. */
    List<Busy> top(int most) {
        lock.lock();
        try {
            double over = seconds == 0 ? 1 : seconds;
            return counts.entrySet().stream()
                    .map(entry -> new Busy(entry.getKey(), entry.getValue()[0] / over))
                    .sorted(Comparator.comparingDouble(Busy::perSecond)
                            .reversed()
                            .thenComparingLong(Busy::guild))
                    .limit(most)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Whether anything was ever counted: otherwise the program does not pass its events on. */
    boolean isUsed() {
        lock.lock();
        try {
            return isUsed;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return counts.size();
        } finally {
            lock.unlock();
        }
    }
}
