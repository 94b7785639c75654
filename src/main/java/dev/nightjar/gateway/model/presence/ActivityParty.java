package dev.nightjar.gateway.model.presence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The party of an activity.
 *
 * @param id the id
 * @param size how many are in it, and how many may be; empty where that is not known
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#activity-object-activity-party">Discord: Activity Party</a>
 */
public record ActivityParty(@Nullable String id, List<Long> size) {

    /** Copies what could change later. */
    public ActivityParty {
        size = List.copyOf(size);
    }
}
