package dev.nightjar.gateway.model.component;

import java.util.List;
import java.util.OptionalInt;

/**
 * A box with components in it.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param components the components
 * @param accentColor the colour of the bar, 0xRRGGBB
 * @param spoiler whether it is hidden until clicked
 * @see <a href="https://discord.com/developers/docs/components/reference#container">Discord: Container</a>
 */
public record Container(int id, List<Component> components, OptionalInt accentColor, boolean spoiler)
        implements Component {

    /** Copies what could change later. */
    public Container {
        components = List.copyOf(components);
    }
}
