package dev.nightjar.gateway.model.component;

import java.util.List;

/**
 * Text with something beside it.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param components the text, in up to three components
 * @param accessory what is beside it: a {@link Thumbnail} or a {@link Button}
 * @see <a href="https://discord.com/developers/docs/components/reference#section">Discord: Section</a>
 */
public record Section(int id, List<Component> components, Component accessory) implements Component {

    /** Copies what could change later. */
    public Section {
        components = List.copyOf(components);
    }
}
