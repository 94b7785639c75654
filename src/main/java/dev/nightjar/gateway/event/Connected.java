package dev.nightjar.gateway.event;

import java.net.URI;
import java.time.Duration;

/**
 * The gateway has said HELLO on a new connection; the shard now resumes its session or identifies.
 *
 * @param payload the HELLO payload
 * @param url the URL that was dialled
 * @param heartbeatInterval the interval that the gateway asks for
 * @param resuming whether a RESUME is sent (otherwise an IDENTIFY, once the identify queue allows it)
 * @see <a href="https://discord.com/developers/docs/events/gateway#hello-event">Discord: Hello Event</a>
 */
public record Connected(Payload payload, URI url, Duration heartbeatInterval, boolean resuming)
        implements LifecycleEvent {}
