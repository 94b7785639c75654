package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.StageInstance;

/**
 * A stage has opened.
 *
 * <p>Discord's name for it is {@index STAGE_INSTANCE_CREATE}.
 *
 * @param payload the payload as received
 * @param stageInstance the stage
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#stage-instance-create">Discord: Stage
 *     Instance Create</a>
 */
public record StageInstanceCreate(Payload payload, @Flat StageInstance stageInstance) implements Event {

    @Override
    public long guildId() {
        return stageInstance.guildId();
    }
}
