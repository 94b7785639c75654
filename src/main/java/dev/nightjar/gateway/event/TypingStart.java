package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.guild.GuildMember;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user has begun to type.
 *
 * <p>Discord's name for it is {@index TYPING_START}.
 *
 * @param payload the payload as received
 * @param channelId the id of the channel
 * @param guildId the id of the guild; 0 outside of guilds
 * @param userId the id of the user
 * @param timestamp when, to the second
 * @param member the user's membership of the guild; null outside of guilds
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#typing-start">Discord: Typing Start</a>
 */
public record TypingStart(
        Payload payload,
        long channelId,
        long guildId,
        long userId,
        Instant timestamp,
        @Nullable GuildMember member) implements Event {}
