package dev.nightjar.gateway.model.component;

/**
 * A choice of yes or no, in a modal.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param customId what the app knows it by, 100 characters at most
 * @param default_ whether it is checked from the start
 * @see <a href="https://discord.com/developers/docs/components/reference#checkbox">Discord: Checkbox</a>
 */
public record Checkbox(int id, String customId, boolean default_) implements Component {}
