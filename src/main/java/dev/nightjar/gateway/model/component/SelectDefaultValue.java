package dev.nightjar.gateway.model.component;

/**
 * A user, role or channel that is chosen in a menu from the start.
 *
 * @param id the id
 * @param type which of these it is
 * @see <a href="https://discord.com/developers/docs/components/reference#user-select-select-default-value-structure">Discord: Select Default Value Structure</a>
 */
public record SelectDefaultValue(long id, SelectDefaultValueType type) {}
