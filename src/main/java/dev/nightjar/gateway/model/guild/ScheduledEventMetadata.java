package dev.nightjar.gateway.model.guild;

import org.jspecify.annotations.Nullable;

/**
 * What else there is to say about the place of an event.
 *
 * @param location the place
 * @see <a href="https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-entity-metadata">Discord: Guild Scheduled Event Entity Metadata</a>
 */
public record ScheduledEventMetadata(@Nullable String location) {}
