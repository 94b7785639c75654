package dev.nightjar.gateway;

/**
 * What a program does with an event. Several calls run at the same time, each in a virtual thread.
 *
 * @param <E> what is handled, such as {@link dev.nightjar.gateway.event.Event}
 * @see Events#handle
 */
@FunctionalInterface
public interface EventHandler<E> {

    /**
     * Handles one event. The event counts as handled when this returns.
     *
     * @param event the event
     * @throws Exception when it cannot be handled; {@link Events#handle} then takes no more events, and throws
     */
    void handle(E event) throws Exception;
}
