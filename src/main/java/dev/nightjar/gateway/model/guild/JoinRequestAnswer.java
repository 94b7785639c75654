package dev.nightjar.gateway.model.guild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that a guild asks those who want to join, with the user's answer.
 *
 * @param fieldType the kind of question
 * @param label the question
 * @param description what explains the question
 * @param required whether it must be answered
 * @param values the rules to agree to
 * @param choices the answers to choose from
 * @param response the answer: a Boolean for rules, the number of the choice as Integer, otherwise a String
 */
public record JoinRequestAnswer(
        JoinRequestQuestion fieldType,
        String label,
        @Nullable String description,
        boolean required,
        List<String> values,
        List<String> choices,
        @Nullable Object response) {

    /** Copies what could change later. */
    public JoinRequestAnswer {
        values = List.copyOf(values);
        choices = List.copyOf(choices);
    }
}
