package dev.nightjar.gateway;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The parcels that were given to handlers, in the order in which they were taken. Handlers end in any order, so a session is
 * handled only as far as the first parcel whose handler has not ended. Guarded by the mailbox's lock.
 */
final class Receipts {

    /** One parcel, and how far the session was delivered with it. */
    private static final class Receipt {

        private final Progress upTo;
        private @Nullable Thread handler;
        private Runnable onLeave = () -> {};
        private boolean done;

        private Receipt(Progress upTo) {
            this.upTo = upTo;
        }
    }

    private final ArrayDeque<Receipt> open = new ArrayDeque<>();
    // By identity, because two parcels may be equal.
    private final IdentityHashMap<Parcel, Receipt> byParcel = new IdentityHashMap<>();

    /** Adds a parcel that was just taken. */
    void open(Parcel parcel, Progress delivered) {
        Receipt receipt = new Receipt(delivered.copy());
        open.addLast(receipt);
        byParcel.put(parcel, receipt);
    }

    /** Notes that the calling thread handles this parcel from now on. {@code onLeave} runs when it leaves that to itself. */
    void begin(Parcel parcel, Runnable onLeave) {
        Receipt receipt = byParcel.get(parcel);
        if (receipt != null) {
            receipt.handler = Thread.currentThread();
            receipt.onLeave = onLeave;
        }
    }

    /**
     * Notes that the parcel was handled.
     *
     * @return how far everything is handled now, or null where that has not changed
     */
    @Nullable
    Progress close(Parcel parcel) {
        Receipt receipt = byParcel.remove(parcel);
        if (receipt == null) {
            return null;
        }
        receipt.done = true;
        return settle();
    }

    /**
     * Counts what the calling thread handles as handled, because it ends the shard itself, or waits for those who do. The
     * result is that of {@link #close}.
     */
    @Nullable
    Progress leave() {
        for (Receipt receipt : open) {
            if (!receipt.done && Thread.currentThread().equals(receipt.handler)) {
                receipt.done = true;
                receipt.onLeave.run();
            }
        }
        return settle();
    }

    /** Forgets a parcel that counts as handled already, because its handler has ended now. */
    void forget(Parcel parcel) {
        byParcel.remove(parcel);
    }

    /** Whether the calling thread handles one of these parcels, also one that it has left. */
    boolean isHandler() {
        return byParcel.values().stream()
                .anyMatch(receipt -> Thread.currentThread().equals(receipt.handler));
    }

    private @Nullable Progress settle() {
        Progress reached = null;
        for (Receipt first = open.peekFirst(); first != null && first.done; first = open.peekFirst()) {
            reached = first.upTo;
            open.removeFirst();
        }
        return reached;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    void clear() {
        open.clear();
        byParcel.clear();
    }
}
