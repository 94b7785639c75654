package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.guild.GuildMember;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a user is in voice, and how.
 *
 * @param guildId the id of the guild; 0 for none, and in GUILD_CREATE
 * @param channelId the id of the channel; 0 where the user is in none
 * @param userId the id of the user
 * @param member the user's membership of the guild
 * @param sessionId the id of the voice session
 * @param deaf whether the guild has deafened the user
 * @param mute whether the guild has muted the user
 * @param selfDeaf whether the user hears nothing by choice
 * @param selfMute whether the user is silent by choice
 * @param selfStream whether the user streams
 * @param selfVideo whether the user's camera is on
 * @param suppress whether the user may not speak
 * @param requestToSpeakTimestamp when the user asked to speak
 * @see <a href="https://discord.com/developers/docs/resources/voice#voice-state-object">Discord: Voice State Object</a>
 */
public record VoiceState(
        long guildId,
        long channelId,
        long userId,
        @Nullable GuildMember member,
        String sessionId,
        boolean deaf,
        boolean mute,
        boolean selfDeaf,
        boolean selfMute,
        boolean selfStream,
        boolean selfVideo,
        boolean suppress,
        @Nullable Instant requestToSpeakTimestamp) {}
