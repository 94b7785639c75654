package dev.nightjar.gateway.model.component;

import org.jspecify.annotations.Nullable;

/**
 * A label and description of a component of a modal.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param label the label, 45 characters at most
 * @param description the description, 100 characters at most
 * @param component the component
 * @see <a href="https://discord.com/developers/docs/components/reference#label">Discord: Label</a>
 */
public record Label(int id, String label, @Nullable String description, Component component) implements Component {}
