package dev.nightjar.gateway.event;

/**
 * The session goes on, and all that was missed has been delivered before this.
 *
 * <p>Discord's name for it is {@index RESUMED}.
 *
 * @param payload the payload as received
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#resumed">Discord: Resumed</a>
 */
public record Resumed(Payload payload) implements Event {}
