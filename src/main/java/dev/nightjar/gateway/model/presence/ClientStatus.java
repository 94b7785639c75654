package dev.nightjar.gateway.model.presence;

/**
 * Whether a user is online on each platform.
 *
 * @param desktop on the desktop
 * @param mobile on a phone
 * @param web in a browser, or as a bot
 * @param vr in virtual reality
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#client-status-object">Discord: Client Status Object</a>
 */
public record ClientStatus(PresenceStatus desktop, PresenceStatus mobile, PresenceStatus web, PresenceStatus vr) {}
