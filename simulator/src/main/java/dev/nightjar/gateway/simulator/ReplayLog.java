package dev.nightjar.gateway.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The events of one session in the order of their sequences, from 1 on. The oldest are dropped first. Confined to its session.
 */
final class ReplayLog {

    private final int limit;
    private @Nullable EventBody[] ring = new @Nullable EventBody[64];
    private long first = 1;
    private long last;

    ReplayLog(int limit) {
        this.limit = limit;
    }

    /** The sequence of the oldest event that is kept. */
    long first() {
        return first;
    }

    /** The sequence of the newest event; 0 before there was one. */
    long last() {
        return last;
    }

    /**
     * Adds an event and returns its sequence. Old ones go when there are more than the limit, but none from the given
     * sequence on, which is still to be sent.
     */
    long append(EventBody event, long unsent) {
        if (last - first + 1 >= ring.length) {
            grow();
        }
        last++;
        ring[place(last)] = event;
        while (last - first + 1 > limit && first < unsent) {
            ring[place(first)] = null;
            first++;
        }
        return last;
    }

    EventBody at(long sequence) {
        EventBody event = sequence < first || sequence > last ? null : ring[place(sequence)];
        if (event == null) {
            throw new IllegalArgumentException("Sequence " + sequence + " is not in " + first + ".." + last);
        }
        return event;
    }

    private int place(long sequence) {
        return (int) (sequence % ring.length);
    }

    private void grow() {
        @Nullable EventBody[] old = ring;
        @Nullable EventBody[] larger = new @Nullable EventBody[2 * old.length];
        for (long sequence = first; sequence <= last; sequence++) {
            larger[(int) (sequence % larger.length)] = old[(int) (sequence % old.length)];
        }
        ring = larger;
    }
}
