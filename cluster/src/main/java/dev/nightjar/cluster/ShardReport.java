package dev.nightjar.cluster;

import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.ShardSnapshot;
import java.util.Optional;

/**
 * What is known of one shard of a cluster, whichever member has it.
 *
 * @param member the name of the member that has it; empty while nobody has it
 * @param snapshot its state. While nobody has the shard it is {@link dev.nightjar.gateway.ShardState#DISCONNECTED DISCONNECTED},
 *     and all else is what was known last
 * @param stats what it has counted at that member, where it began with 0
 */
public record ShardReport(Optional<String> member, ShardSnapshot snapshot, GatewayStats stats) {}
