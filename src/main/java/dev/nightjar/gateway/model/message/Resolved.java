package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.channel.Channel;
import dev.nightjar.gateway.model.guild.GuildMember;
import dev.nightjar.gateway.model.guild.Role;
import dev.nightjar.gateway.model.user.User;
import java.util.Map;

/**
 * The objects behind the ids of select menus and command options.
 *
 * @param users users by id
 * @param members members by user id, without user, deaf and mute
 * @param roles roles by id
 * @param channels channels by id, only what identifies them
 * @param messages messages by id
 * @param attachments attachments by id
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-resolved-data-structure">Discord: Resolved Data Structure</a>
 */
public record Resolved(
        Map<Long, User> users,
        Map<Long, GuildMember> members,
        Map<Long, Role> roles,
        Map<Long, Channel> channels,
        Map<Long, Message> messages,
        Map<Long, Attachment> attachments) {

    /** Copies what could change later. */
    public Resolved {
        users = Map.copyOf(users);
        members = Map.copyOf(members);
        roles = Map.copyOf(roles);
        channels = Map.copyOf(channels);
        messages = Map.copyOf(messages);
        attachments = Map.copyOf(attachments);
    }
}
