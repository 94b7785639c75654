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
     * @param guild the number of its guild, which is that of its shard as long as the bot has as many shards as guilds
     * @param total of how many shards its shard is one
     * @param start which of the member's terms it belongs to
     * @param number the number that the test has put into it, from 1 on for each guild
     * @param sequence its sequence in the session
     * @param nanos when the loop got it
     */
    record Line(String member, int guild, int total, int start, int number, long sequence, long nanos) {}

    /** The events of one term, in the order in which they were handed out. */
    static final class Term {

        private final String member;
        private final int guild;
        private final int total;
        private final List<Line> lines = new ArrayList<>();

        private Term(String member, int guild, int total) {
            this.member = member;
            this.guild = guild;
            this.total = total;
        }

        String member() {
            return member;
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
            return "guild " + guild + " at " + member + ", one of " + total + " shards, " + first().number() + ".."
                    + last().number();
        }
    }

    private record Key(String member, int total, int start) {}

    private static final class OfGuild {

        private final Map<Key, Term> terms = new LinkedHashMap<>();
        private final BitSet handled = new BitSet();
        private int repeated;
    }

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private final List<OfGuild> guilds = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    HandedOut(int guilds) {
        for (int guild = 0; guild < guilds; guild++) {
            this.guilds.add(new OfGuild());
        }
    }

    void add(Line line) {
        lock.lock();
        try {
            OfGuild of = guilds.get(line.guild());
            Term term = of.terms.computeIfAbsent(
                    new Key(line.member(), line.total(), line.start()),
                    key -> new Term(key.member(), line.guild(), key.total()));
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

    /** Whether each number of a guild up to this one was handed out. */
    boolean isComplete(int guild, int last) {
        lock.lock();
        try {
            return guilds.get(guild).handled.nextClearBit(1) > last;
        } finally {
            lock.unlock();
        }
    }

    /** How many numbers of a guild up to this one were never handed out. */
    int lost(int guild, int last) {
        lock.lock();
        try {
            BitSet handled = guilds.get(guild).handled;
            return last - handled.get(1, last + 1).cardinality();
        } finally {
            lock.unlock();
        }
    }

    /** How many events were handed out again. */
    int repeated() {
        lock.lock();
        try {
            return guilds.stream().mapToInt(guild -> guild.repeated).sum();
        } finally {
            lock.unlock();
        }
    }

    /** How many different events there are. */
    int handled() {
        lock.lock();
        try {
            return guilds.stream()
                    .mapToInt(guild -> guild.handled.cardinality())
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    /** The terms of a guild in the order of their first events. */
    List<Term> terms(int guild) {
        lock.lock();
        try {
            return guilds.get(guild).terms.values().stream()
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
            for (OfGuild guild : guilds) {
                for (Term term : guild.terms.values()) {
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
            for (OfGuild guild : guilds) {
                for (Term term : guild.terms.values()) {
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
     * another one has begun to. The one event that its loop has in its hands at that moment is none, and neither are those of
     * shards of two totals, which come side by side for a while.
     */
    List<String> faults() {
        lock.lock();
        try {
            List<String> all = new ArrayList<>(faults);
            for (int guild = 0; guild < guilds.size(); guild++) {
                List<Term> terms = terms(guild);
                for (int i = 1; i < terms.size(); i++) {
                    for (int before = 0; before < i; before++) {
                        int after = terms.get(before)
                                .linesAfter(terms.get(i).first().nanos());
                        if (after > 1 && terms.get(before).total == terms.get(i).total) {
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
        for (int guild = 0; guild < guilds.size(); guild++) {
            text.append(terms(guild)).append('\n');
        }
        return text.toString();
    }
}
