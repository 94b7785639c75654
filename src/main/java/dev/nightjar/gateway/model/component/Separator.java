package dev.nightjar.gateway.model.component;

import org.jspecify.annotations.Nullable;

/**
 * A space between components, with a line or without.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param divider whether there is a line; there is where null
 * @param spacing how wide it is
 * @see <a href="https://discord.com/developers/docs/components/reference#separator">Discord: Separator</a>
 */
public record Separator(int id, @Nullable Boolean divider, SeparatorSpacing spacing) implements Component {}
