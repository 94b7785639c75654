package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.StageInstance;

/**
 * An open stage changed.
 *
 * <p>Discord's name for it is {@index STAGE_INSTANCE_UPDATE}.
 *
 * @param payload the payload as received
 * @param stageInstance the stage
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#stage-instance-update">Discord: Stage
 *     Instance Update</a>
 */
public record StageInstanceUpdate(Payload payload, @Flat StageInstance stageInstance) implements Event {

    @Override
    public long guildId() {
        return stageInstance.guildId();
    }
}
