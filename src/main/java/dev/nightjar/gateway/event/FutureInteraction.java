package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.interaction.Interaction;

/**
 * Never made. It is here because a switch over {@link InteractionCreate} outside this package cannot name it and so needs a
 * {@code default}: a type of interaction that a minor release adds breaks nobody.
 */
record FutureInteraction(Payload payload, Interaction interaction) implements InteractionCreate {}
