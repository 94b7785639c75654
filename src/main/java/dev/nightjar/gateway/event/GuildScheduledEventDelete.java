package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.guild.GuildScheduledEvent;

/**
 * A scheduled event of a guild was deleted.
 *
 * <p>Discord's name for it is {@index GUILD_SCHEDULED_EVENT_DELETE}.
 *
 * @param payload the payload as received
 * @param guildScheduledEvent the scheduled event
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-scheduled-event-delete">Discord: Guild
 *     Scheduled Event Delete</a>
 */
public record GuildScheduledEventDelete(
        Payload payload, @Flat GuildScheduledEvent guildScheduledEvent) implements Event {

    @Override
    public long guildId() {
        return guildScheduledEvent.guildId();
    }
}
