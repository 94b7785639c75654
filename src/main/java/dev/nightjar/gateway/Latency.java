package dev.nightjar.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The times that the gateway took to answer heartbeats on the current connection, at one moment. A new connection starts anew.
 *
 * @param beats how many heartbeats were sent
 * @param acks how many of them were answered; one that is missing while other payloads arrive does not end a connection
 * @param average the mean of all answered heartbeats, empty before the first
 * @param recent the last five, newest first
 * @param sinceSent how long ago the last heartbeat was sent, empty before the first
 * @param sinceAnswered how long ago the last answer came, empty before the first
 * @see <a href="https://discord.com/developers/docs/events/gateway#sending-heartbeats">Discord: Sending Heartbeats</a>
 */
public record Latency(
        long beats,
        long acks,
        Optional<Duration> average,
        List<Duration> recent,
        Optional<Duration> sinceSent,
        Optional<Duration> sinceAnswered) {

    /** Nothing measured yet. */
    static final Latency NONE = new Latency(0, 0, Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    /**
     * Copies the list.
     */
    public Latency {
        recent = List.copyOf(recent);
    }
}
