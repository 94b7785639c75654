package dev.nightjar.gateway;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Parcels on their way to the mailbox, in their order. Whoever hands them over takes each out as it arrives, so that what an
 * interrupt leaves behind is still here. Confined to one thread at a time.
 */
final class Batch {

    // Under load one hand-over, and one wake-up of the user's thread, serves many.
    private static final int ENOUGH_PARCELS = 64;
    private static final int ENOUGH_BYTES = 256 * 1024;

    private final ArrayDeque<Parcel> parcels = new ArrayDeque<>();
    private int payloads;
    private long bytes;

    void add(Parcel parcel) {
        parcels.addLast(parcel);
        if (parcel instanceof Parcel.Received received) {
            payloads++;
            bytes += received.payload().size();
        }
    }

    /** The first parcel, or null. */
    @Nullable
    Parcel first() {
        return parcels.peekFirst();
    }

    /** The first parcel has arrived. */
    void removeFirst() {
        if (parcels.removeFirst() instanceof Parcel.Received received) {
            payloads--;
            bytes -= received.payload().size();
        }
    }

    boolean isEmpty() {
        return parcels.isEmpty();
    }

    /** Whether it is large enough to be handed over although more is there to be read. */
    boolean isFull() {
        return parcels.size() >= ENOUGH_PARCELS || bytes >= ENOUGH_BYTES;
    }

    /** How many payloads are in it. */
    int payloads() {
        return payloads;
    }

    /** How many bytes of JSON are in it. */
    long bytes() {
        return bytes;
    }
}
