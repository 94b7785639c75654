package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that a guild has planned.
 *
 * @param id the id
 * @param guildId the id of the guild
 * @param channelId the id of the channel; 0 for an event elsewhere
 * @param creatorId the id of who made it; 0 before 25 October 2021
 * @param name the name
 * @param description the description
 * @param scheduledStartTime when it begins
 * @param scheduledEndTime when it ends
 * @param privacyLevel who sees it
 * @param status how far it is
 * @param entityType where it takes place
 * @param entityId the id of the stage; 0 where there is none
 * @param entityMetadata what else there is to say about the place
 * @param creator who made it
 * @param userCount how many users have subscribed to it
 * @param image the hash of the cover image
 * @param recurrenceRule how often it comes again
 * @param guildScheduledEventExceptions the recurrences that differ from the rule; only Discord's API description has this
 * @see <a href="https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-object">Discord: Guild Scheduled Event Object</a>
 */
public record GuildScheduledEvent(
        long id,
        long guildId,
        long channelId,
        long creatorId,
        String name,
        @Nullable String description,
        Instant scheduledStartTime,
        @Nullable Instant scheduledEndTime,
        PrivacyLevel privacyLevel,
        ScheduledEventStatus status,
        ScheduledEventEntityType entityType,
        long entityId,
        @Nullable ScheduledEventMetadata entityMetadata,
        @Nullable User creator,
        int userCount,
        @Nullable String image,
        @Nullable RecurrenceRule recurrenceRule,
        List<ScheduledEventException> guildScheduledEventExceptions) {

    /** Copies what could change later. */
    public GuildScheduledEvent {
        guildScheduledEventExceptions = List.copyOf(guildScheduledEventExceptions);
    }
}
