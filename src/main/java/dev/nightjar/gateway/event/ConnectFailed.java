package dev.nightjar.gateway.event;

import java.net.URI;
import java.time.Duration;

/**
 * A dial came to nothing: no WebSocket was opened. The shard tries again by itself.
 *
 * @param url the URL that was dialled
 * @param cause why it failed
 * @param retryIn how long the shard waits before it dials again
 */
public record ConnectFailed(URI url, Exception cause, Duration retryIn) implements Event {

    @Override
    public Payload payload() {
        return Payload.EMPTY;
    }
}
