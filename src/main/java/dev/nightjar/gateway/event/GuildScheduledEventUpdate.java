package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.guild.GuildScheduledEvent;

/**
 * A scheduled event of a guild changed, began or ended.
 *
 * <p>Discord's name for it is {@index GUILD_SCHEDULED_EVENT_UPDATE}.
 *
 * @param payload the payload as received
 * @param guildScheduledEvent the scheduled event
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-scheduled-event-update">Discord: Guild
 *     Scheduled Event Update</a>
 */
public record GuildScheduledEventUpdate(
        Payload payload, @Flat GuildScheduledEvent guildScheduledEvent) implements Event {

    @Override
    public long guildId() {
        return guildScheduledEvent.guildId();
    }
}
