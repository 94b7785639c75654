package dev.nightjar.gateway.model.component;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Options of which several can be chosen, in a modal.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param customId what the app knows it by, 100 characters at most
 * @param options the options, ten at most
 * @param minValues how many must be chosen; 1 where it is not told
 * @param maxValues how many may be chosen; all where it is not told
 * @param required whether it must be filled, in a modal; it must where null
 * @see <a href="https://discord.com/developers/docs/components/reference#checkbox-group">Discord: Checkbox Group</a>
 */
public record CheckboxGroup(
        int id,
        String customId,
        List<GroupOption> options,
        OptionalInt minValues,
        OptionalInt maxValues,
        @Nullable Boolean required)
        implements Component {

    /** Copies what could change later. */
    public CheckboxGroup {
        options = List.copyOf(options);
    }
}
