package dev.nightjar.recorder;

import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Payload;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** One entry of a recording: what a loop was given, or what the recording lacks. */
public sealed interface Recorded {

    /**
     * A payload of the gateway that a loop was given, of any opcode if it was a loop over messages.
     *
     * @param time when the loop was given it, to the millisecond
     * @param shard the shard that received it
     * @param sessionId as {@link dev.nightjar.gateway.ShardMessage#sessionId}; empty where a loop over events was recorded
     * @param payload the payload: as it was received if the recording is raw
     */
    record OfPayload(Instant time, ShardId shard, Optional<String> sessionId, Payload payload) implements Recorded {}

    /**
     * An event of a shard itself, or one of a broken payload.
     *
     * @param time when the loop was given it, to the millisecond
     * @param shard the shard
     * @param event the event, equal to what the loop was given but for exceptions, which are {@link RecordedException}
     */
    record OfEvent(Instant time, ShardId shard, Event event) implements Recorded {}

    /**
     * The end of a connection, from a loop over messages. A loop over events has a {@link
     * dev.nightjar.gateway.event.Disconnected Disconnected} instead.
     *
     * @param time when the loop was given it, to the millisecond
     * @param shard the shard
     * @param sessionId the session of the shard at that moment
     * @param close the end
     */
    record OfClose(Instant time, ShardId shard, Optional<String> sessionId, GatewayMessage.Close close)
            implements Recorded {}

    /**
     * Events that the loop was given and that were not recorded.
     *
     * @param time when the first of them came
     * @param until when the last of them came
     * @param events how many they were
     * @param bytes how large their payloads were
     */
    record Gap(Instant time, Instant until, long events, long bytes) implements Recorded {}

    /**
     * Bytes of a file that cannot be read: the end of what a process wrote that was killed, or damage in the middle, which only
     * {@link Recording#openDamaged} passes over.
     *
     * @param file the file
     * @param offset where they begin
     * @param bytes how many they are
     */
    record Unreadable(Path file, long offset, long bytes) implements Recorded {}
}
