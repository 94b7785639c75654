package dev.nightjar.gateway;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The place where a loop waits for events. While it waits there it can be called, once, to read a connection itself; that
 * saves the wake-up of a thread between the socket and the loop. The loop sits down and gets up; calling is safe for any
 * thread.
 */
final class Seat {

    /** A call to the loop. */
    interface Call {

        /**
         * Answers the call, in the loop's thread: reads the connection, or leaves that to its reader. Neither waits nor throws.
         *
         * @param comes whether the loop reads; false when it goes away, for an interrupt for example
         */
        void answer(boolean comes);
    }

    private static final Call BUSY = new Nobody();
    private static final Call WAITS = new Nobody();

    private final AtomicReference<Call> state = new AtomicReference<>(BUSY);

    /** Notes that the loop is about to wait. */
    void sit() {
        state.set(WAITS);
    }

    /** Notes that the loop waits no longer. Returns the call that it must answer, or one that asks for nothing. */
    Call getUp() {
        return state.getAndSet(BUSY);
    }

    /** Calls the loop; returns false when it does not wait, or was called already. The caller wakes its thread. */
    boolean call(Call call) {
        return state.compareAndSet(WAITS, call);
    }

    /** No call. */
    private static final class Nobody implements Call {
        @Override
        public void answer(boolean comes) {}
    }
}
