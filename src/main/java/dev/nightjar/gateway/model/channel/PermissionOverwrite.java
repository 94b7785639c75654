package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.guild.Permissions;

/**
 * Permissions of a role or member that differ in a channel.
 *
 * @param id the id of the role or user
 * @param type which of them it is
 * @param allow what is allowed
 * @param deny what is denied
 * @see <a href="https://discord.com/developers/docs/resources/channel#overwrite-object">Discord: Overwrite Object</a>
 */
public record PermissionOverwrite(long id, OverwriteType type, Permissions allow, Permissions deny) {}
