/**
 * Messages and everything in them: attachments, embeds, mentions, reactions, polls, and what they answer or forward.
 *
 * <p>Begin with {@link dev.nightjar.gateway.model.message.Message Message}, which {@link
 * dev.nightjar.gateway.event.MessageCreate MessageCreate} and {@link dev.nightjar.gateway.event.MessageUpdate MessageUpdate} bring.
 * Its text, embeds, attachments and components are empty without the intent {@link
 * dev.nightjar.gateway.event.Intent#MESSAGE_CONTENT MESSAGE_CONTENT}, except in messages to the bot, by it, or that mention it.
 *
 * {@snippet file="dev/nightjar/gateway/examples/ReadModel.java" region="message"}
 */
@NullMarked
package dev.nightjar.gateway.model.message;

import org.jspecify.annotations.NullMarked;
