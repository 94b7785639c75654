/**
 * One shard of a Discord bot: a gateway session that connects, identifies or resumes, sends heartbeats, decompresses and
 * reconnects by itself. A program reads it with a for-each loop over {@link dev.nightjar.gateway.Shard#events()}.
 *
 * <p>Start at {@link dev.nightjar.gateway.Shard} and {@link dev.nightjar.gateway.GatewayConfig}.
 */
@NullMarked
package dev.nightjar.gateway;

import org.jspecify.annotations.NullMarked;
