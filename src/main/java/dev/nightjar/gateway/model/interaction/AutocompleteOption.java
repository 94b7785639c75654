package dev.nightjar.gateway.model.interaction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option of a command as far as a user has typed it. Nothing has been checked: where a number is asked for, the text
 * may be none.
 *
 * @param name the name of the option
 * @param type what it is to become
 * @param value what was typed: String, Integer, Long, Double or Boolean; null for a subcommand
 * @param options the options of a subcommand, or the subcommand of a group
 * @param focused whether it is what the user types just now
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-application-command-interaction-data-option-structure">Discord: Application Command Interaction Data Option Structure</a>
 */
public record AutocompleteOption(
        String name,
        ApplicationCommandOptionType type,
        @Nullable Object value,
        List<AutocompleteOption> options,
        boolean focused) {

    /** Copies what could change later. */
    public AutocompleteOption {
        options = List.copyOf(options);
    }

    /**
     * What was typed, as a text.
     *
     * @return the text; empty for a subcommand
     */
    public String text() {
        return value == null ? "" : value.toString();
    }
}
