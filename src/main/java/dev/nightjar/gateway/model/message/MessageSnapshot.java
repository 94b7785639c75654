package dev.nightjar.gateway.model.message;

/**
 * A forwarded message as it was then.
 *
 * @param message the type, content, embeds, attachments, timestamps, flags, mentions, stickers and components of
 *     the message; everything else is empty
 * @see <a href="https://discord.com/developers/docs/resources/message#message-snapshot-object">Discord: Message Snapshot Object</a>
 */
public record MessageSnapshot(Message message) {}
