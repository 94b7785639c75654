package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.StageInstance;

/**
 * A stage has closed.
 *
 * <p>Discord's name for it is {@index STAGE_INSTANCE_DELETE}.
 *
 * @param payload the payload as received
 * @param stageInstance the stage
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#stage-instance-delete">Discord: Stage
 *     Instance Delete</a>
 */
public record StageInstanceDelete(Payload payload, @Flat StageInstance stageInstance) implements Event {

    @Override
    public long guildId() {
        return stageInstance.guildId();
    }
}
