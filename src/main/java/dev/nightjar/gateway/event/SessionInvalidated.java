package dev.nightjar.gateway.event;

/**
 * The session is gone and cannot be resumed; events between its last one and the next {@code READY} are lost. It comes
 * before the {@link Disconnected} of the connection on which it happened.
 *
 * @param payload the payload that said so, or {@link Payload#EMPTY}
 * @param sessionId the id of the session that is gone
 * @param reason why, in a sentence
 * @see <a href="https://discord.com/developers/docs/events/gateway#resuming">Discord: Resuming</a>
 */
public record SessionInvalidated(Payload payload, String sessionId, String reason) implements LifecycleEvent {}
