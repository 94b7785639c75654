package dev.nightjar.gateway;

import java.util.Optional;

/**
 * The state of a shard at one moment, for a log, a dashboard or an alarm.
 *
 * @param id which shard
 * @param state its state
 * @param reconnectAttempts how many attempts in a row have failed
 * @param latency how fast the gateway answers heartbeats, and how long ago it last did
 * @param backlog what waits for the loop
 * @param commandBudget how many commands may still be sent
 * @param commandsWaiting how many commands wait to be sent
 * @param identifyBudget the permits that its identify queue has left, for all shards that share it; empty where the queue does
 *     not know
 */
public record ShardSnapshot(
        ShardId id,
        ShardState state,
        int reconnectAttempts,
        Latency latency,
        Backlog backlog,
        CommandBudget commandBudget,
        int commandsWaiting,
        Optional<IdentifyBudget> identifyBudget) {}
