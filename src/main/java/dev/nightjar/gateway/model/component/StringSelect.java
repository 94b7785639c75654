package dev.nightjar.gateway.model.component;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A menu of options that the app gives.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param customId what the app knows it by, 100 characters at most
 * @param options the options, 25 at most
 * @param placeholder what stands there while nothing is chosen, 150 characters at most
 * @param minValues how many must be chosen; 1 where it is not told
 * @param maxValues how many may be chosen; 1 where it is not told
 * @param required whether it must be filled, in a modal; it must where null
 * @param disabled whether it cannot be used
 * @see <a href="https://discord.com/developers/docs/components/reference#string-select">Discord: String Select</a>
 */
public record StringSelect(
        int id,
        String customId,
        List<SelectOption> options,
        @Nullable String placeholder,
        OptionalInt minValues,
        OptionalInt maxValues,
        @Nullable Boolean required,
        boolean disabled)
        implements Component {

    /** Copies what could change later. */
    public StringSelect {
        options = List.copyOf(options);
    }
}
