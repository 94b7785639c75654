package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.application.Entitlement;

/**
 * An entitlement was made. Only the first shard receives it.
 *
 * <p>Discord's name for it is {@index ENTITLEMENT_CREATE}.
 *
 * @param payload the payload as received
 * @param entitlement the entitlement
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#entitlement-create">Discord: Entitlement Create</a>
 */
public record EntitlementCreate(Payload payload, @Flat Entitlement entitlement) implements Event {

    @Override
    public long guildId() {
        return entitlement.guildId();
    }
}
