package dev.nightjar.gateway.model.component;

import org.jspecify.annotations.Nullable;

/**
 * An option of a radio group or a checkbox group.
 *
 * @param value what the app knows it by, 100 characters at most
 * @param label the text, 100 characters at most
 * @param description more text, 100 characters at most
 * @param default_ whether it is chosen from the start
 * @see <a href="https://discord.com/developers/docs/components/reference#radio-group-option-structure">Discord: Radio Group Option Structure</a>
 */
public record GroupOption(
        String value, String label, @Nullable String description, boolean default_) {}
