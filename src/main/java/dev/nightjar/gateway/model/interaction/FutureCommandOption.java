package dev.nightjar.gateway.model.interaction;

/**
 * Never made. It is here because a switch over {@link CommandOption} outside this package cannot name it and so needs a
 * {@code default}: a type of option that a minor release adds breaks nobody.
 */
record FutureCommandOption(String name) implements CommandOption {}
