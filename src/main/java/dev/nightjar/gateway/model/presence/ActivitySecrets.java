package dev.nightjar.gateway.model.presence;

import org.jspecify.annotations.Nullable;

/**
 * The secrets to join and to watch.
 *
 * @param join to join the party
 * @param spectate to watch
 * @param match to join a certain match
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#activity-object-activity-secrets">Discord: Activity Secrets</a>
 */
public record ActivitySecrets(
        @Nullable String join,
        @Nullable String spectate,
        @Nullable String match) {}
