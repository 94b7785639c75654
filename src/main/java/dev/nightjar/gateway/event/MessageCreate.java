package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.ChannelType;
import dev.nightjar.gateway.model.guild.GuildMember;
import dev.nightjar.gateway.model.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message was sent.
 *
 * <p>Discord's name for it is {@index MESSAGE_CREATE}.
 *
 * @param payload the payload as received
 * @param message the message
 * @param guildId the id of the guild; 0 outside of guilds and for ephemeral messages
 * @param member the author's membership of the guild, without the user; null outside of guilds and for webhooks
 * @param channelType the type of the channel
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#message-create">Discord: Message Create</a>
 */
public record MessageCreate(
        Payload payload,
        @Flat Message message,
        long guildId,
        @Nullable GuildMember member,
        ChannelType channelType) implements Event {}
