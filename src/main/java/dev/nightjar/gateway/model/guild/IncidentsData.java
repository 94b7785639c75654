package dev.nightjar.gateway.model.guild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Discord or moderators did against a raid.
 *
 * @param invitesDisabledUntil when invites work again
 * @param dmsDisabledUntil when members can send each other messages again
 * @param dmSpamDetectedAt when spam was found
 * @param raidDetectedAt when a raid was found
 * @see <a href="https://discord.com/developers/docs/resources/guild#incidents-data-object">Discord: Incidents Data Object</a>
 */
public record IncidentsData(
        @Nullable Instant invitesDisabledUntil,
        @Nullable Instant dmsDisabledUntil,
        @Nullable Instant dmSpamDetectedAt,
        @Nullable Instant raidDetectedAt) {}
