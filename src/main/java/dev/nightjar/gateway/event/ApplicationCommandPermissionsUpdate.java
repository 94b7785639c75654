package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.interaction.ApplicationCommandPermission;
import java.util.List;

/**
 * The permissions of a command in a guild changed, or those of all commands of the app.
 *
 * <p>Discord's name for it is {@index APPLICATION_COMMAND_PERMISSIONS_UPDATE}.
 *
 * @param payload the payload as received
 * @param id the id of the command; that of the application for all of its commands
 * @param applicationId the id of the application
 * @param guildId the id of the guild
 * @param permissions the permissions in the guild, 100 at most
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#application-command-permissions-update">Discord: Application Command Permissions Update</a>
 */
public record ApplicationCommandPermissionsUpdate(
        Payload payload, long id, long applicationId, long guildId, List<ApplicationCommandPermission> permissions)
        implements Event {

    /** Copies what could change later. */
    public ApplicationCommandPermissionsUpdate {
        permissions = List.copyOf(permissions);
    }
}
