package dev.nightjar.gateway.model.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an activity began and when it ends.
 *
 * @param start when it began
 * @param end when it ends
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#activity-object-activity-timestamps">Discord: Activity Timestamps</a>
 */
public record ActivityTimestamps(
        @Nullable Instant start, @Nullable Instant end) {}
