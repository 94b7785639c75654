/**
 * What a bot can send through {@link dev.nightjar.gateway.Shard#send Shard.send}: the commands as records that check their
 * rules, and the opcodes of the gateway.
 *
 * {@snippet file="dev/nightjar/gateway/examples/Commands.java" region="commands"}
 *
 * <p>Begin with {@link dev.nightjar.gateway.command.Command Command}, which lists them all. A wrong command is refused where it is
 * made; a right one waits until the session is up, and goes out within the rate limit. {@link
 * dev.nightjar.gateway.Shard#requestMembers Shard.requestMembers} sends a {@link
 * dev.nightjar.gateway.command.RequestGuildMembers RequestGuildMembers} and waits for the whole answer.
 */
@NullMarked
package dev.nightjar.gateway.command;

import org.jspecify.annotations.NullMarked;
