package dev.nightjar.gateway;

import org.jspecify.annotations.Nullable;

/** The receiving half of an open WebSocket. Receiving is for one thread at a time, the one that has the {@link Turn}. */
interface Inbound {

    /** The next frame if there is one. */
    @Nullable
    Frame poll();

    /**
     * Asks the peer for as many frames as were taken, if those are many. It may run code of the HttpClient, so it is for the
     * engine's own threads and never for the user's.
     */
    void replenish();

    /** Whether {@link #replenish} would ask for frames. */
    boolean isLow();

    /** Runs this from now on whenever a frame has arrived. It must not wait. */
    void onArrival(Runnable arrived);

    /** Whether a frame has arrived that was not taken yet. Safe for any thread. */
    boolean hasUnread();
}
