/**
 * The command {@code nightjar}: {@code doctor} finds out why a bot is silent, {@code watch} shows its events as lines, and {@code
 * top} its shards in a table. {@link dev.nightjar.cli.Nightjar} is where it begins.
 */
@NullMarked
package dev.nightjar.cli;

import org.jspecify.annotations.NullMarked;
