package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.presence.Presence;

/**
 * A user's presence changed, or what is told of the user, such as the name or avatar.
 *
 * <p>Discord's name for it is {@index PRESENCE_UPDATE}.
 *
 * @param payload the payload as received
 * @param presence the presence; only the id of its user is certain to be there
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#presence-update">Discord: Presence Update</a>
 */
public record PresenceUpdate(Payload payload, @Flat Presence presence) implements Event {

    @Override
    public long guildId() {
        return presence.guildId();
    }
}
