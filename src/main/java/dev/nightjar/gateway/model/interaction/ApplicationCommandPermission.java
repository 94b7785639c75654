package dev.nightjar.gateway.model.interaction;

/**
 * Whether somebody may use a command, or whether it may be used in a channel.
 *
 * @param id the id of the role, user or channel; that of the guild for everyone, one less for all channels
 * @param type which of these it is
 * @param permission whether the command may be used
 * @see <a href="https://discord.com/developers/docs/interactions/application-commands#application-command-permissions-object-application-command-permissions-structure">Discord: Application Command Permissions Structure</a>
 */
public record ApplicationCommandPermission(long id, ApplicationCommandPermissionType type, boolean permission) {}
