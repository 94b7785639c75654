package dev.nightjar.gateway.model.interaction;

import dev.nightjar.gateway.model.component.ComponentType;
import dev.nightjar.gateway.model.message.Resolved;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component of a message that a user used.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param customId what the app knows the component by
 * @param componentType what the component is
 * @param values the values that were chosen in a menu: those of its options, or ids
 * @param resolved the objects behind the ids that were chosen in a menu
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-message-component-data-structure">Discord: Message Component Data Structure</a>
 */
public record MessageComponentData(
        int id,
        String customId,
        ComponentType componentType,
        List<String> values,
        @Nullable Resolved resolved) {

    /** Copies what could change later. */
    public MessageComponentData {
        values = List.copyOf(values);
    }
}
