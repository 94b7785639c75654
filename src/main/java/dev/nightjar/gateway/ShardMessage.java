package dev.nightjar.gateway;

import java.util.Optional;

/**
 * A payload of a fleet as it came, or the end of a connection, with the shard that it came from.
 *
 * @param shard the shard
 * @param message the payload, or the end of the connection
 * @param sessionId the id of the session that a dispatch belongs to, and of the shard's session at that moment for everything
 *     else; empty where there is none. With the sequence it names a dispatch among all, whichever process receives it
 */
public record ShardMessage(Shard shard, GatewayMessage message, Optional<String> sessionId) {}
