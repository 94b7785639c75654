package dev.nightjar.gateway;

import org.jspecify.annotations.Nullable;

/** The receiving half of an open WebSocket. Receiving is for one thread at a time. */
interface Inbound {

    /** The next frame if there is one. */
    @Nullable
    Frame poll();

    /** Waits for the next frame. */
    Frame take() throws InterruptedException;

    /** Whether a frame has arrived that was not taken yet. Safe for any thread. */
    boolean hasUnread();
}
