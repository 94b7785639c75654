package dev.nightjar.gateway.model.message;

/**
 * A name and a text in an embed.
 *
 * @param name the name
 * @param value the text
 * @param inline whether it may stand beside others
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object-embed-field-structure">Discord: Embed Field Structure</a>
 */
public record EmbedField(String name, String value, boolean inline) {}
