/**
 * A page in the browser that shows what the shards of a bot do, served by the bot's own process.
 *
 * {@snippet file="dev/nightjar/console/examples/WatchedBot.java" region="open"}
 *
 * <p>Begin with {@link dev.nightjar.console.Console Console}. {@link dev.nightjar.console.ConsoleSettings ConsoleSettings} say where
 * it listens and who may see it; a {@link dev.nightjar.console.FleetSource FleetSource} shows other shards than those of one fleet,
 * such as a cluster's.
 */
@NullMarked
package dev.nightjar.console;

import org.jspecify.annotations.NullMarked;
