package dev.nightjar.gateway.model.interaction;

import dev.nightjar.gateway.model.message.Resolved;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A modal that a user submitted.
 *
 * @param customId what the app knows the modal by
 * @param components the components as the user filled them
 * @param resolved the objects behind the ids that were chosen or uploaded
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure">Discord: Modal Submit Data Structure</a>
 */
public record ModalSubmitData(
        String customId,
        List<SubmittedComponent> components,
        @Nullable Resolved resolved) {

    /** Copies what could change later. */
    public ModalSubmitData {
        components = List.copyOf(components);
    }
}
