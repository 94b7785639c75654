package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.channel.ChannelType;

/**
 * A channel that is mentioned in a crossposted message.
 *
 * @param id the id of the channel
 * @param guildId the id of its guild
 * @param type its type
 * @param name its name
 * @see <a href="https://discord.com/developers/docs/resources/message#channel-mention-object">Discord: Channel Mention Object</a>
 */
public record ChannelMention(long id, long guildId, ChannelType type, String name) {}
