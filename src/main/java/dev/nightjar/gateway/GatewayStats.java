package dev.nightjar.gateway;

import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.EventType;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * What a shard has counted since it was opened, or several shards together. The counters only grow; each is right by itself, but
 * they are read one after the other, while the shard goes on. Maps have only what has occurred.
 *
 * @param uptime how long the shard has run, until its end; of several shards the longest
 * @param dispatches the dispatches that were received, by type; {@link EventType#UNKNOWN} for those that this version does not
 *     know
 * @param otherPayloads the received payloads of other opcodes, such as HELLO and heartbeat ACKs
 * @param wireBytes the bytes of messages as they arrived, without TLS and the heads of frames
 * @param inflatedBytes the bytes of JSON that they contained
 * @param failedDials the dials that came to nothing, by reason
 * @param connections the connections that were opened
 * @param endedConnections the connections that have ended, by cause
 * @param sessionsBegun how often READY was received
 * @param sessionsResumed how often RESUMED was received
 * @param sessionsLost the sessions that could not be resumed, by the cause of the end of their connection
 * @param replayedEvents the missed events that resumes have brought
 * @param heartbeats the heartbeats that were sent
 * @param latency how fast they were answered; its count is the number of the answers
 * @param stalls how often the shard had to stop reading because the event buffer was full
 * @param stalled how long it has read nothing for that reason, with the present one
 * @param commandsSent the commands that were written, presences included
 * @param commandsWaiting how many commands wait now; the only number here that also falls
 * @param commandsLost the commands that were never sent, because the shard has ended
 * @param mismatchedFields how many fields of events that the loop was given had another shape than documented
 */
public record GatewayStats(
        Duration uptime,
        Map<EventType, Long> dispatches,
        long otherPayloads,
        long wireBytes,
        long inflatedBytes,
        Map<ConnectFailed.Reason, Long> failedDials,
        long connections,
        Map<Disconnected.Cause, Long> endedConnections,
        long sessionsBegun,
        long sessionsResumed,
        Map<Disconnected.Cause, Long> sessionsLost,
        long replayedEvents,
        long heartbeats,
        LatencyHistogram latency,
        long stalls,
        Duration stalled,
        long commandsSent,
        long commandsWaiting,
        long commandsLost,
        long mismatchedFields) {

    /** What a shard has counted that has done nothing. */
    public static final GatewayStats NONE = new GatewayStats(
            Duration.ZERO,
            Map.of(),
            0,
            0,
            0,
            Map.of(),
            0,
            Map.of(),
            0,
            0,
            Map.of(),
            0,
            0,
            new LatencyHistogram(Collections.nCopies(LatencyHistogram.BOUNDS.size() + 1, 0L), Duration.ZERO),
            0,
            Duration.ZERO,
            0,
            0,
            0,
            0);

    /** Keeps the maps as they are now. */
    public GatewayStats {
        dispatches = Map.copyOf(dispatches);
        failedDials = Map.copyOf(failedDials);
        endedConnections = Map.copyOf(endedConnections);
        sessionsLost = Map.copyOf(sessionsLost);
    }

    /**
     * What both have counted.
     *
     * @param other the counters of other shards
     * @return the sums
     */
    public GatewayStats plus(GatewayStats other) {
        return new GatewayStats(
                uptime.compareTo(other.uptime) < 0 ? other.uptime : uptime,
                sum(dispatches, other.dispatches),
                otherPayloads + other.otherPayloads,
                wireBytes + other.wireBytes,
                inflatedBytes + other.inflatedBytes,
                sum(failedDials, other.failedDials),
                connections + other.connections,
                sum(endedConnections, other.endedConnections),
                sessionsBegun + other.sessionsBegun,
                sessionsResumed + other.sessionsResumed,
                sum(sessionsLost, other.sessionsLost),
                replayedEvents + other.replayedEvents,
                heartbeats + other.heartbeats,
                latency.plus(other.latency),
                stalls + other.stalls,
                stalled.plus(other.stalled),
                commandsSent + other.commandsSent,
                commandsWaiting + other.commandsWaiting,
                commandsLost + other.commandsLost,
                mismatchedFields + other.mismatchedFields);
    }

    private static <K> Map<K, Long> sum(Map<K, Long> one, Map<K, Long> other) {
        Map<K, Long> sums = new HashMap<>(one);
        other.forEach((key, count) -> sums.merge(key, count, Long::sum));
        return sums;
    }
}
