package dev.nightjar.gateway.model.interaction;

import dev.nightjar.gateway.model.message.Resolved;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command that a user types.
 *
 * @param id the id of the command
 * @param name the name of the command
 * @param type how it is called
 * @param resolved the objects behind the ids of its options
 * @param options the options that the user has typed so far, or the subcommand
 * @param guildId the id of the guild that the command is registered in; 0 for a global one
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-application-command-data-structure">Discord: Application Command Data Structure</a>
 */
public record AutocompleteData(
        long id,
        String name,
        ApplicationCommandType type,
        @Nullable Resolved resolved,
        List<AutocompleteOption> options,
        long guildId) {

    /** Copies what could change later. */
    public AutocompleteData {
        options = List.copyOf(options);
    }

    /**
     * The option that the user types just now: its choices are asked for.
     *
     * @return the option, wherever in the subcommands it is; empty where none is said to be it
     */
    public Optional<AutocompleteOption> focused() {
        return focused(options);
    }

    private static Optional<AutocompleteOption> focused(List<AutocompleteOption> options) {
        return options.stream()
                .flatMap(option -> (option.focused() ? Optional.of(option) : focused(option.options())).stream())
                .findFirst();
    }
}
