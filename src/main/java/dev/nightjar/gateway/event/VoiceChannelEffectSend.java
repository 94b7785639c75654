package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.channel.AnimationType;
import dev.nightjar.gateway.model.guild.Emoji;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Somebody sent an emoji or a sound as an effect into the voice channel that the bot is in.
 *
 * <p>Discord's name for it is {@index VOICE_CHANNEL_EFFECT_SEND}.
 *
 * @param payload the payload as received
 * @param channelId the id of the channel
 * @param guildId the id of the guild
 * @param userId the id of the user
 * @param emoji the emoji
 * @param animationType how the emoji moves
 * @param animationId the id of the animation
 * @param soundId the id of the sound; 0 where there is none
 * @param soundVolume the volume of the sound, 0 to 1
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#voice-channel-effect-send">Discord: Voice
 *     Channel Effect Send</a>
 */
public record VoiceChannelEffectSend(
        Payload payload,
        long channelId,
        long guildId,
        long userId,
        @Nullable Emoji emoji,
        AnimationType animationType,
        OptionalInt animationId,
        long soundId,
        OptionalDouble soundVolume)
        implements Event {}
