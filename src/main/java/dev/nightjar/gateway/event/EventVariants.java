package dev.nightjar.gateway.event;

import dev.nightjar.gateway.decode.Variants;
import org.jspecify.annotations.Nullable;

/** The events that are sealed interfaces, and their records. Safe for any thread. */
final class EventVariants {
    // These are switches instead of maps, so the class of a variant that never comes is never loaded.

    private EventVariants() {}

    /** How the records of an event are told apart, or null where it has only one. */
    static @Nullable Variants of(Class<?> type) {
        if (type == GuildCreate.class) {
            return new Variants("unavailable", EventVariants::guild);
        }
        if (type == InteractionCreate.class) {
            return new Variants("type", EventVariants::interaction);
        }
        return null;
    }

    private static Class<?> guild(String unavailable) {
        return unavailable.equals("true") || unavailable.equals("1")
                ? GuildCreate.Unavailable.class
                : GuildCreate.Available.class;
    }

    // Discord: interactions/receiving-and-responding#interaction-object-interaction-type
    private static Class<?> interaction(String type) {
        return switch (type) {
            case "2" -> InteractionCreate.ApplicationCommand.class;
            case "3" -> InteractionCreate.MessageComponent.class;
            case "4" -> InteractionCreate.Autocomplete.class;
            case "5" -> InteractionCreate.ModalSubmit.class;
            default -> InteractionCreate.Unknown.class;
        };
    }
}
