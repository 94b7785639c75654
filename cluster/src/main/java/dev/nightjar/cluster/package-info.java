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
 *
 * <table>
 *   <caption>Which class for which job</caption>
 *   <tr><th scope="col">to</th><th scope="col">use</th></tr>
 *   <tr><td>join, read events, send commands, leave</td><td>{@link dev.nightjar.cluster.Cluster Cluster}</td></tr>
 *   <tr><td>say how a member joins and shares</td><td>{@link dev.nightjar.cluster.ClusterConfig ClusterConfig}</td></tr>
 *   <tr><td>connect to a server of NATS</td><td>{@link dev.nightjar.cluster.NatsEngine NatsEngine}, {@link
 *       dev.nightjar.cluster.NatsSettings NatsSettings}</td></tr>
 *   <tr><td>test without a server</td><td>{@link dev.nightjar.cluster.LocalEngine LocalEngine}</td></tr>
 *   <tr><td>write events to a stream instead of a loop</td><td>{@link dev.nightjar.cluster.Cluster#publish(EventLog)
 *       Cluster.publish}, {@link dev.nightjar.cluster.EventLog EventLog}</td></tr>
 *   <tr><td>see who has which shard, and how it is</td><td>{@link dev.nightjar.cluster.Cluster#reports() Cluster.reports}, {@link
 *       dev.nightjar.cluster.ShardReport ShardReport}, {@link dev.nightjar.cluster.Member Member}</td></tr>
 *   <tr><td>change the number of shards without a gap</td><td>{@link dev.nightjar.cluster.Cluster#reshard Cluster.reshard}</td></tr>
 *   <tr><td>share identify limits only</td><td>{@link dev.nightjar.cluster.ClusterIdentifyQueue ClusterIdentifyQueue}</td></tr>
 * </table>
 */
@NullMarked
package dev.nightjar.cluster;

import org.jspecify.annotations.NullMarked;
