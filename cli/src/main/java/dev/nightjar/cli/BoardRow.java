package dev.nightjar.cli;

import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardState;
import java.time.Duration;
import java.util.Optional;

/**
 * What the board shows of one shard.
 *
 * @param shard which one
 * @param state its state
 * @param latency how fast the last heartbeat was answered
 * @param rate how many events came in a second, since the board before
 * @param backlog how many payloads wait to be handled
 * @param reconnects how many connections it has had, but for the first
 * @param failedDials how many dials came to nothing
 */
record BoardRow(
        ShardId shard,
        ShardState state,
        Optional<Duration> latency,
        double rate,
        int backlog,
        long reconnects,
        long failedDials) {}
