/**
 * Components of messages and modals: what lays them out, what they show, and what users can use.
 *
 * <p>Begin with {@link dev.nightjar.gateway.model.component.Component Component}, which lists them all. They are nested: a row has
 * buttons, and a container has rows, texts and pictures.
 *
 * {@snippet file="dev/nightjar/gateway/examples/ReadModel.java" region="components"}
 *
 * <p>What a user does with one is an {@link dev.nightjar.gateway.event.InteractionCreate.MessageComponent
 * InteractionCreate.MessageComponent}.
 */
@NullMarked
package dev.nightjar.gateway.model.component;

import org.jspecify.annotations.NullMarked;
