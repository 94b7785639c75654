package dev.nightjar.gateway.model.presence;

import dev.nightjar.gateway.model.user.PartialUser;
import java.util.List;

/**
 * Whether a user is online, and what the user does. Discord vouches only for the user's id.
 *
 * @param user the user, of whom only the id is certain to be there
 * @param guildId the id of the guild; 0 in GUILD_CREATE
 * @param status whether the user is online
 * @param activities what the user does
 * @param clientStatus whether the user is online on each platform
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#presence-update">Discord: Presence Update</a>
 */
public record Presence(
        PartialUser user, long guildId, PresenceStatus status, List<Activity> activities, ClientStatus clientStatus) {

    /** Copies what could change later. */
    public Presence {
        activities = List.copyOf(activities);
    }
}
