/**
 * What a bot can send through {@link dev.nightjar.gateway.Shard#send Shard.send}: the commands as records that check their
 * rules, and the opcodes of the gateway.
 */
@NullMarked
package dev.nightjar.gateway.command;

import org.jspecify.annotations.NullMarked;
