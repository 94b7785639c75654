package dev.nightjar.gateway.model.component;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of which one is chosen, in a modal.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param customId what the app knows it by, 100 characters at most
 * @param options the options, from two to ten
 * @param required whether it must be filled, in a modal; it must where null
 * @see <a href="https://discord.com/developers/docs/components/reference#radio-group">Discord: Radio Group</a>
 */
public record RadioGroup(
        int id,
        String customId,
        List<GroupOption> options,
        @Nullable Boolean required) implements Component {

    /** Copies what could change later. */
    public RadioGroup {
        options = List.copyOf(options);
    }
}
