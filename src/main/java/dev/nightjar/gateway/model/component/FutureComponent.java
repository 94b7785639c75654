package dev.nightjar.gateway.model.component;

/**
 * Never made. It is here because a switch over {@link Component} outside this package cannot name it and so needs a
 * {@code default}: a component that a minor release adds breaks nobody.
 */
record FutureComponent(int id) implements Component {}
