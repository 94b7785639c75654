/**
 * Shards, fleets and their configuration: what a program opens, reads and closes.
 * A {@linkplain dev.nightjar.gateway.Shard shard} is one session with Discord's gateway: it connects, identifies or resumes, sends
 * heartbeats, decompresses and reconnects by itself. A program reads it with a for-each loop:
 *
 * {@snippet file="dev/nightjar/gateway/examples/FirstLoop.java" region="loop"}
 *
 * <p>Begin with {@link dev.nightjar.gateway.Shard Shard} and {@link dev.nightjar.gateway.GatewayConfig GatewayConfig}. What the loop
 * gives is in {@link dev.nightjar.gateway.event}, and what a bot can send in {@link dev.nightjar.gateway.command}.
 *
 * <table>
 *   <caption>Which class for which job</caption>
 *   <tr><th scope="col">to</th><th scope="col">use</th></tr>
 *   <tr><td>run a bot with one shard</td><td>{@link dev.nightjar.gateway.Shard#open Shard.open} with {@link
 *       dev.nightjar.gateway.ShardId#ONE ShardId.ONE}</td></tr>
 *   <tr><td>run many shards with one loop</td><td>{@link dev.nightjar.gateway.Fleet Fleet}</td></tr>
 *   <tr><td>choose intents, compression, buffers, proxies, a log</td><td>{@link dev.nightjar.gateway.GatewayConfig.Builder
 *       GatewayConfig.Builder}</td></tr>
 *   <tr><td>handle events in parallel, or with a timeout</td><td>{@link dev.nightjar.gateway.Events Events}</td></tr>
 *   <tr><td>wait for a certain event</td><td>{@link dev.nightjar.gateway.Shard#await Shard.await}, {@link
 *       dev.nightjar.gateway.AwaitedEvent AwaitedEvent}</td></tr>
 *   <tr><td>take payloads as they came</td><td>{@link dev.nightjar.gateway.GatewayMessage GatewayMessage}</td></tr>
 *   <tr><td>ask for the members of a guild</td><td>{@link dev.nightjar.gateway.Shard#requestMembers Shard.requestMembers}, {@link
 *       dev.nightjar.gateway.GuildMembers GuildMembers}</td></tr>
 *   <tr><td>restart without missing an event</td><td>{@link dev.nightjar.gateway.Session Session}, {@link
 *       dev.nightjar.gateway.Shard#suspend Shard.suspend}</td></tr>
 *   <tr><td>resume after a crash</td><td>{@link dev.nightjar.gateway.FileSessionStore FileSessionStore}, {@link
 *       dev.nightjar.gateway.SessionStore SessionStore}</td></tr>
 *   <tr><td>share the identify limits among shards</td><td>{@link dev.nightjar.gateway.IdentifyQueue IdentifyQueue}, {@link
 *       dev.nightjar.gateway.LocalIdentifyQueue LocalIdentifyQueue}</td></tr>
 *   <tr><td>change the number of shards without a gap</td><td>{@link dev.nightjar.gateway.Fleet#reshard Fleet.reshard}, {@link
 *       dev.nightjar.gateway.Resharding Resharding}</td></tr>
 *   <tr><td>learn how many shards Discord recommends</td><td>{@link dev.nightjar.gateway.GatewayInfo GatewayInfo}</td></tr>
 *   <tr><td>see how a shard is</td><td>{@link dev.nightjar.gateway.ShardSnapshot ShardSnapshot}, {@link
 *       dev.nightjar.gateway.GatewayStats GatewayStats}</td></tr>
 *   <tr><td>understand why a shard has ended</td><td>{@link dev.nightjar.gateway.GatewayException GatewayException}, {@link
 *       dev.nightjar.gateway.CloseCode CloseCode}</td></tr>
 *   <tr><td>read the time in an id</td><td>{@link dev.nightjar.gateway.Snowflake Snowflake}</td></tr>
 * </table>
 */
@NullMarked
package dev.nightjar.gateway;

import org.jspecify.annotations.NullMarked;
