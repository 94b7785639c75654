package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.guild.PrivacyLevel;

/**
 * A stage that is open.
 *
 * @param id the id
 * @param guildId the id of the guild
 * @param channelId the id of the stage channel
 * @param topic the topic
 * @param privacyLevel who sees it
 * @param discoverableDisabled whether Stage Discovery leaves it out
 * @param guildScheduledEventId the id of the scheduled event; 0 where there is none
 * @see <a href="https://discord.com/developers/docs/resources/stage-instance#stage-instance-object">Discord: Stage Instance Object</a>
 */
public record StageInstance(
        long id,
        long guildId,
        long channelId,
        String topic,
        PrivacyLevel privacyLevel,
        boolean discoverableDisabled,
        long guildScheduledEventId) {}
