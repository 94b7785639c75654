package dev.nightjar.gateway.model.interaction;

import dev.nightjar.gateway.model.message.Resolved;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that a user called.
 *
 * @param id the id of the command
 * @param name the name of the command
 * @param type how it was called
 * @param resolved the objects behind the ids of its options or of its target
 * @param options the options that the user filled, or the subcommand that was called
 * @param guildId the id of the guild that the command is registered in; 0 for a global one
 * @param targetId the id of the user or message that it was called on; 0 for CHAT_INPUT
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-application-command-data-structure">Discord: Application Command Data Structure</a>
 */
public record ApplicationCommandData(
        long id,
        String name,
        ApplicationCommandType type,
        @Nullable Resolved resolved,
        List<CommandOption> options,
        long guildId,
        long targetId) {

    /** Copies what could change later. */
    public ApplicationCommandData {
        options = List.copyOf(options);
    }
}
