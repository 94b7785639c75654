package dev.nightjar.metrics;

import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.IdentifyBudget;
import dev.nightjar.gateway.ShardState;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of all shards at one moment.
 *
 * @param stats what they have counted, with those that are gone; no counter in it ever falls
 * @param states how many are in which state
 * @param identifyBudget what is left of their identify queue, where it knows
 */
record Totals(GatewayStats stats, Map<ShardState, Integer> states, Optional<IdentifyBudget> identifyBudget) {

    static final Totals NONE = new Totals(GatewayStats.NONE, Map.of(), Optional.empty());

    Totals {
        states = Map.copyOf(states);
    }

    static Totals of(Collection<Reading> shards, GatewayStats gone) {
        Map<ShardState, Integer> states = new EnumMap<>(ShardState.class);
        shards.forEach(shard -> states.merge(shard.snapshot().state(), 1, Integer::sum));
        return new Totals(
                shards.stream().map(Reading::stats).reduce(gone, GatewayStats::plus),
                states,
                shards.stream()
                        .flatMap(shard -> shard.snapshot().identifyBudget().stream())
                        .findFirst());
    }
}
