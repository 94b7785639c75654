package dev.nightjar.gateway.model.component;

/**
 * Text, with the markup of a message.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param content the text
 * @see <a href="https://discord.com/developers/docs/components/reference#text-display">Discord: Text Display</a>
 */
public record TextDisplay(int id, String content) implements Component {}
