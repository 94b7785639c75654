package dev.nightjar.gateway.model.component;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A text to be typed into a modal.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param customId what the app knows it by, 100 characters at most
 * @param style how much room there is
 * @param label the label, where no {@link Label} is around it
 * @param minLength how many characters there must be
 * @param maxLength how many characters there may be, 4,000 at most
 * @param required whether it must be filled, in a modal; it must where null
 * @param value what stands there from the start
 * @param placeholder what stands there while nothing is typed, 100 characters at most
 * @see <a href="https://discord.com/developers/docs/components/reference#text-input">Discord: Text Input</a>
 */
public record TextInput(
        int id,
        String customId,
        TextInputStyle style,
        @Nullable String label,
        OptionalInt minLength,
        OptionalInt maxLength,
        @Nullable Boolean required,
        @Nullable String value,
        @Nullable String placeholder)
        implements Component {}
