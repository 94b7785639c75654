package dev.nightjar.gateway.model.component;

/**
 * The type of a value that is chosen in a menu from the start.
 *
 * @see <a href="https://discord.com/developers/docs/components/reference#user-select-select-default-value-structure">Discord: Select Default Value Structure</a>
 */
public enum SelectDefaultValueType {
    /** A user. */
    USER,
    /** A role. */
    ROLE,
    /** A channel. */
    CHANNEL,
    /** Absent, or a value that this version does not know. */
    UNKNOWN
}
