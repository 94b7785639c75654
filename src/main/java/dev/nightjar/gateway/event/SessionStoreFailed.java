package dev.nightjar.gateway.event;

/**
 * The session store did not do what the shard asked of it. The shard goes on: without a loaded session it identifies, and
 * what could not be saved is saved next time. Of several failures in a row only the first is reported.
 *
 * @param action what was asked
 * @param cause why it failed
 */
public record SessionStoreFailed(Action action, Exception cause) implements LifecycleEvent {

    /** What a shard asks of its session store. */
    public enum Action {
        /** Find the session of an earlier process. */
        LOAD,
        /** Save the session. */
        SAVE,
        /** Forget the session, which has ended. */
        CLEAR
    }

    @Override
    public Payload payload() {
        return Payload.EMPTY;
    }
}
