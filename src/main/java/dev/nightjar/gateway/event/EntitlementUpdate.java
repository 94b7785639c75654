package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.application.Entitlement;

/**
 * An entitlement changed: it was renewed, or its subscription ended. Only the first shard receives it.
 *
 * <p>Discord's name for it is {@index ENTITLEMENT_UPDATE}.
 *
 * @param payload the payload as received
 * @param entitlement the entitlement
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#entitlement-update">Discord: Entitlement Update</a>
 */
public record EntitlementUpdate(Payload payload, @Flat Entitlement entitlement) implements Event {

    @Override
    public long guildId() {
        return entitlement.guildId();
    }
}
