package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.guild.GuildScheduledEvent;

/**
 * An event was planned in a guild.
 *
 * <p>Discord's name for it is {@index GUILD_SCHEDULED_EVENT_CREATE}.
 *
 * @param payload the payload as received
 * @param guildScheduledEvent the scheduled event
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-scheduled-event-create">Discord: Guild
 *     Scheduled Event Create</a>
 */
public record GuildScheduledEventCreate(
        Payload payload, @Flat GuildScheduledEvent guildScheduledEvent) implements Event {

    @Override
    public long guildId() {
        return guildScheduledEvent.guildId();
    }
}
