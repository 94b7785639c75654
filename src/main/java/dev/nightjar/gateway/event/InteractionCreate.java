package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.interaction.ApplicationCommandData;
import dev.nightjar.gateway.model.interaction.AutocompleteData;
import dev.nightjar.gateway.model.interaction.Interaction;
import dev.nightjar.gateway.model.interaction.MessageComponentData;
import dev.nightjar.gateway.model.interaction.ModalSubmitData;
import org.jspecify.annotations.Nullable;

/**
 * A user used a command, a component or a modal of the app. The app must answer within three seconds.
 *
 * {@snippet file="dev/nightjar/gateway/examples/Interactions.java" region="interactions"}
 *
 * <p>Discord's name for it is {@index INTERACTION_CREATE}.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#interaction-create">Discord: Interaction Create</a>
 */
public sealed interface InteractionCreate extends Event
        permits InteractionCreate.ApplicationCommand,
                InteractionCreate.MessageComponent,
                InteractionCreate.Autocomplete,
                InteractionCreate.ModalSubmit,
                InteractionCreate.Unknown,
                FutureInteraction {

    /**
     * What all interactions have in common.
     *
     * @return who did something, and where
     */
    Interaction interaction();

    @Override
    default long guildId() {
        return interaction().guildId();
    }

    /**
     * A user called a command.
     *
     * @param payload the payload as received
     * @param interaction who did it, and where
     * @param data the command and its options
     */
    record ApplicationCommand(Payload payload, @Flat Interaction interaction, ApplicationCommandData data)
            implements InteractionCreate {}

    /**
     * A user used a component of a message.
     *
     * @param payload the payload as received
     * @param interaction who did it, and where
     * @param data the component and what was chosen
     */
    record MessageComponent(Payload payload, @Flat Interaction interaction, MessageComponentData data)
            implements InteractionCreate {}

    /**
     * A user types a command, and Discord asks for the choices for an option.
     *
     * @param payload the payload as received
     * @param interaction who did it, and where
     * @param data the command as far as it is typed
     */
    record Autocomplete(Payload payload, @Flat Interaction interaction, AutocompleteData data)
            implements InteractionCreate {}

    /**
     * A user submitted a modal.
     *
     * @param payload the payload as received
     * @param interaction who did it, and where
     * @param data the modal as the user filled it
     */
    record ModalSubmit(Payload payload, @Flat Interaction interaction, ModalSubmitData data)
            implements InteractionCreate {}

    /**
     * An interaction of a type that this version does not know.
     *
     * @param payload the payload as received
     * @param interaction who did it, and where
     * @param data all that is told of it: Map, List, String, Integer, Long, BigInteger, Double, Boolean; null where
     *     nothing is
     */
    record Unknown(
            Payload payload,
            @Flat Interaction interaction,
            @Nullable Object data) implements InteractionCreate {}
}
