package dev.nightjar.gateway.event;

/**
 * Never made. It is here because a switch over {@link Event} outside this package cannot name it and so needs a
 * {@code default}: an event type that a minor release adds breaks nobody.
 */
record FutureEvent(Payload payload) implements Event {}
