package dev.nightjar.cluster;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events that all members have handed out, and the checks of what a cluster promises about them. Safe for any thread.
 *
 * <p>A term is the time in which one member has one shard, from its start to its end; a member that has the shard again has it
 * for another term.
 */
final class HandedOut {

    /**
     * One event.
     *
     * @param member the label of the process that has handed it out
     * @param shard the number of its shard
     * @param start which of the member's terms it belongs to
     * @param number the number that the test has put into it, from 1 on for each shard
     * @param sequence its sequence in the session
     * @param nanos when the loop got it
     */
    record Line(String member, int shard, int start, int number, long sequence, long nanos) {}

    /** The events of one term, in the order in which they were handed out. */
    static final class Term {

        private final String member;
        private final int shard;
        private final List<Line> lines = new ArrayList<>();

        private Term(String member, int shard) {
            this.member = member;
            this.shard = shard;
        }

        String member() {
            return member;
        }

        int shard() {
            return shard;
        }

        Line first() {
            return lines.getFirst();
        }

        Line last() {
            return lines.getLast();
        }

        private int linesAfter(long nanos) {
            int after = 0;
            for (int i = lines.size() - 1; i >= 0 && lines.get(i).nanos() > nanos; i--) {
                after++;
            }
            return after;
        }

        @Override
        public String toString() {
            return "shard " + shard + " at " + member + " " + first().number() + ".." + last().number();
        }
    }

    private record Key(String member, int start) {}

    private static final class OfShard {

        private final Map<Key, Term> terms = new LinkedHashMap<>();
        private final BitSet handled = new BitSet();
        private int repeated;
    }

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private final List<OfShard> shards = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    HandedOut(int shards) {
        for (int shard = 0; shard < shards; shard++) {
            this.shards.add(new OfShard());
        }
    }

    void add(Line line) {
        lock.lock();
        try {
            OfShard of = shards.get(line.shard());
            Term term = of.terms.computeIfAbsent(
                    new Key(line.member(), line.start()), key -> new Term(key.member(), line.shard()));
            if (!term.lines.isEmpty() && line.number() <= term.last().number()) {
                faults.add("Out of order: " + term + " goes on with " + line);
            }
            term.lines.add(line);
            if (of.handled.get(line.number())) {
                of.repeated++;
            }
            of.handled.set(line.number());
        } finally {
            lock.unlock();
        }
    }

    /** Whether each number of a shard up to this one was handed out. */
    boolean isComplete(int shard, int last) {
        lock.lock();
        try {
            return shards.get(shard).handled.nextClearBit(1) > last;
        } finally {
            lock.unlock();
        }
    }

    /** How many numbers of a shard up to this one were never handed out. */
    int lost(int shard, int last) {
        lock.lock();
        try {
            BitSet handled = shards.get(shard).handled;
            return last - handled.get(1, last + 1).cardinality();
        } finally {
            lock.unlock();
        }
    }

    /** How many events were handed out again. */
    int repeated() {
        lock.lock();
        try {
            return shards.stream().mapToInt(shard -> shard.repeated).sum();
        } finally {
            lock.unlock();
        }
    }

    /** How many different events there are. */
    int handled() {
        lock.lock();
        try {
            return shards.stream()
                    .mapToInt(shard -> shard.handled.cardinality())
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    /** The terms of a shard in the order of their first events. */
    List<Term> terms(int shard) {
        lock.lock();
        try {
            return shards.get(shard).terms.values().stream()
                    .sorted(Comparator.comparingLong(term -> term.first().nanos()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** How many events a member has handed out after a moment in those terms that had begun before it. */
    int late(String member, long nanos) {
        lock.lock();
        try {
            int late = 0;
            for (OfShard shard : shards) {
                for (Term term : shard.terms.values()) {
                    late += term.member.equals(member) && term.first().nanos() < nanos ? term.linesAfter(nanos) : 0;
                }
            }
            return late;
        } finally {
            lock.unlock();
        }
    }

    /** The number of events that one member has handed out after this time and before another one. */
    int between(String member, long from, long to) {
        lock.lock();
        try {
            int count = 0;
            for (OfShard shard : shards) {
                for (Term term : shard.terms.values()) {
                    if (term.member.equals(member)) {
                        for (Line line : term.lines) {
                            count += line.nanos() > from && line.nanos() < to ? 1 : 0;
                        }
                    }
                }
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What is against the promises: an event out of order within a term, or a member that hands out events of a shard after
     * another one has begun to. The one event that its loop has in its hands at that moment is none.
     */
    List<String> faults() {
        lock.lock();
        try {
            List<String> all = new ArrayList<>(faults);
            for (int shard = 0; shard < shards.size(); shard++) {
                List<Term> terms = terms(shard);
                for (int i = 1; i < terms.size(); i++) {
                    for (int before = 0; before < i; before++) {
                        int after = terms.get(before)
                                .linesAfter(terms.get(i).first().nanos());
                        if (after > 1) {
                            all.add("Two owners: " + terms.get(before) + " has handed out " + after + " events after "
                                    + terms.get(i) + " had begun");
                        }
                    }
                }
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Shows all terms. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int shard = 0; shard < shards.size(); shard++) {
            text.append(terms(shard)).append('\n');
        }
        return text.toString();
    }
}
