package dev.nightjar.gateway.model.component;

import java.util.List;

/**
 * A row of up to five buttons, or of one select menu.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param components the buttons, or the menu
 * @see <a href="https://discord.com/developers/docs/components/reference#action-row">Discord: Action Row</a>
 */
public record ActionRow(int id, List<Component> components) implements Component {

    /** Copies what could change later. */
    public ActionRow {
        components = List.copyOf(components);
    }
}
