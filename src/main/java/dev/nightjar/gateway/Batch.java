package dev.nightjar.gateway;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A list of parcels on their way to the mailbox, in their order. The thread that hands them over removes each one as the
 * mailbox adds it, so what an interrupt leaves behind is still here. Confined to one thread at a time.
 */
final class Batch {

    // Under load one hand-over, and one wake-up of the user's thread, serves many: a loop that is faster than the
    // reader sleeps after each. With 64 those wake-ups were a tenth of what an event cost.
    private static final int ENOUGH_PARCELS = 256;
    private static final int ENOUGH_BYTES = 256 * 1024;

    private static final int MOST_OF_ONE_FRAME = 16; // it makes two at most

    // With room for all, as a deque that grows while memory is short would lose what it holds.
    private final ArrayDeque<Parcel> parcels = new ArrayDeque<>(ENOUGH_PARCELS + MOST_OF_ONE_FRAME);
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

    /** Removes the first parcel, which is in the mailbox now. */
    void removeFirst() {
        if (parcels.removeFirst() instanceof Parcel.Received received) {
            payloads--;
            bytes -= received.payload().size();
        }
    }

    /** Whether a session begins in it. */
    boolean establishes() {
        return parcels.stream()
                .anyMatch(parcel -> parcel instanceof Parcel.Received received && received.established() != null);
    }

    boolean isEmpty() {
        return parcels.isEmpty();
    }

    /** Whether it is large enough to be handed over, even if more frames wait to be read. */
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
