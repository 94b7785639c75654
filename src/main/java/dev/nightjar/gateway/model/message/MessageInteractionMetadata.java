package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.application.ApplicationIntegrationType;
import dev.nightjar.gateway.model.user.User;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The interaction that a message answers.
 *
 * @param id the id of the interaction
 * @param type what kind of interaction it was
 * @param user who started it
 * @param authorizingIntegrationOwners the ids of the guild and of the user that the app is installed for
 * @param originalResponseMessageId the id of the first answer, in a follow-up; 0 where there is none
 * @param targetUser the user that a command was used on
 * @param targetMessageId the id of the message that a command was used on; 0 where there is none
 * @param interactedMessageId the id of the message whose component was used; 0 where there is none
 * @param triggeringInteractionMetadata the interaction that opened the modal
 * @see <a href="https://discord.com/developers/docs/resources/message#message-interaction-metadata-object">Discord: Message Interaction Metadata Object</a>
 */
public record MessageInteractionMetadata(
        long id,
        InteractionType type,
        User user,
        Map<ApplicationIntegrationType, Long> authorizingIntegrationOwners,
        long originalResponseMessageId,
        @Nullable User targetUser,
        long targetMessageId,
        long interactedMessageId,
        @Nullable MessageInteractionMetadata triggeringInteractionMetadata) {

    /** Copies what could change later. */
    public MessageInteractionMetadata {
        authorizingIntegrationOwners = Map.copyOf(authorizingIntegrationOwners);
    }
}
