package dev.nightjar.gateway.model.presence;

/**
 * The online status of a user.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#update-presence-status-types">Discord: Status Types</a>
 */
public enum PresenceStatus {
    /** Online. */
    ONLINE,
    /** Away. */
    IDLE,
    /** Not to be disturbed. */
    DND,
    /** Online, and shown as offline. */
    INVISIBLE,
    /** Offline. */
    OFFLINE,
    /** Absent, or a value that this version does not know. */
    UNKNOWN
}
