package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.event.InteractionCreate;
import dev.nightjar.gateway.model.interaction.CommandOption;
import dev.nightjar.gateway.model.interaction.SubmittedComponent;

/** What to do with an interaction. */
final class Interactions {

    private Interactions() {}

    // @start region="interactions"
    static String handle(InteractionCreate event) {
        return switch (event) {
            case InteractionCreate.ApplicationCommand command -> {
                for (CommandOption option : command.data().options()) {
                    if (option instanceof CommandOption.IntegerOption(String name, long value)) {
                        System.out.println(name + " is " + value);
                    }
                }
                yield "called " + command.data().name();
            }
            case InteractionCreate.Autocomplete typing ->
                "typed " + typing.data().focused().map(option -> option.text()).orElse("nothing");
            case InteractionCreate.MessageComponent used ->
                "chose " + used.data().values();
            case InteractionCreate.ModalSubmit submit -> {
                for (SubmittedComponent component : submit.data().components()) {
                    if (component instanceof SubmittedComponent.Label(int id, SubmittedComponent.TextInput input)) {
                        System.out.println(input.customId() + ": " + input.value());
                    }
                }
                yield "submitted " + submit.data().customId();
            }
            default -> "did what this program does not know";
        };
    }
    // @end
}
