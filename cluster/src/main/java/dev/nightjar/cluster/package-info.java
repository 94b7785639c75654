/**
 * One bot in many processes: each has some of the bot's shards, and when one leaves or dies, the others resume its sessions.
 *
 * <p>All processes run the same program. They find each other by way of an {@link dev.nightjar.cluster.Engine Engine}, which is a
 * server of NATS:
 *
 * {@snippet file="dev/nightjar/cluster/examples/ClusterBot.java" region="connect"}
 *
 * <p>Each then has a loop over the events of the shards that it has at the time, whichever these are:
 *
 * {@snippet file="dev/nightjar/cluster/examples/ClusterBot.java" region="loop"}
 *
 * <p>Begin with {@link dev.nightjar.cluster.Cluster Cluster} and {@link dev.nightjar.cluster.ClusterConfig ClusterConfig}; {@link
 * dev.nightjar.cluster.LocalEngine LocalEngine} is for tests. {@link dev.nightjar.cluster.ClusterIdentifyQueue
 * ClusterIdentifyQueue} is useful without the rest, for fleets with fixed shares of the shards.
 */
@NullMarked
package dev.nightjar.cluster;

import org.jspecify.annotations.NullMarked;
