package dev.nightjar.gateway.model.component;

import dev.nightjar.gateway.model.guild.Emoji;
import org.jspecify.annotations.Nullable;

/**
 * An option of a menu.
 *
 * @param label the text, 100 characters at most
 * @param value what the app knows it by, 100 characters at most
 * @param description more text, 100 characters at most
 * @param emoji the emoji, with its id, name and whether it is animated
 * @param default_ whether it is chosen from the start
 * @see <a href="https://discord.com/developers/docs/components/reference#string-select-select-option-structure">Discord: Select Option Structure</a>
 */
public record SelectOption(
        String label,
        String value,
        @Nullable String description,
        @Nullable Emoji emoji,
        boolean default_) {}
