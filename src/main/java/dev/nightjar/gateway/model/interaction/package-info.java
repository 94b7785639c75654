/**
 * The use of an app by users: commands, components and modals.
 *
 * <p>Begin with {@link dev.nightjar.gateway.event.InteractionCreate InteractionCreate}, which has a variant for each kind with its
 * own data, and with {@link dev.nightjar.gateway.model.interaction.Interaction Interaction}, what all of them have in common. The
 * app answers by HTTP within three seconds, with the id and the token in it.
 *
 * {@snippet file="dev/nightjar/gateway/examples/Interactions.java" region="interactions"}
 */
@NullMarked
package dev.nightjar.gateway.model.interaction;

import org.jspecify.annotations.NullMarked;
