/**
 * One shard of a Discord bot: a gateway session that connects, identifies or resumes, heartbeats, decompresses and heals
 * itself, read with a for-each loop over {@link dev.nightjar.gateway.Shard#events()}.
 *
 * <p>Start at {@link dev.nightjar.gateway.Shard} and {@link dev.nightjar.gateway.GatewayConfig}.
 */
@NullMarked
package dev.nightjar.gateway;

import org.jspecify.annotations.NullMarked;
