package dev.nightjar.gateway.model.message;

/**
 * A pointer from a message to another one.
 *
 * @param type what the other one is to it
 * @param messageId the id of the other message; 0 where there is none
 * @param channelId the id of its channel
 * @param guildId the id of its guild; 0 where there is none
 * @param failIfNotExists whether sending fails where the other message does not exist
 * @see <a href="https://discord.com/developers/docs/resources/message#message-reference-structure">Discord: Message Reference Structure</a>
 */
public record MessageReference(
        MessageReferenceType type, long messageId, long channelId, long guildId, boolean failIfNotExists) {}
