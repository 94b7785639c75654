package dev.nightjar.gateway.model.interaction;

/**
 * Never made. It is here because a switch over {@link SubmittedComponent} outside this package cannot name it and so needs a
 * {@code default}: a component that a minor release adds breaks nobody.
 */
record FutureSubmittedComponent(int id) implements SubmittedComponent {}
