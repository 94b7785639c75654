package dev.nightjar.gateway.decode;

import java.util.function.Function;

/**
 * The rule that tells the records of a sealed interface apart: the text of one field.
 *
 * @param field the field that tells, wherever in the object it comes
 * @param variant the record for the text of the field, which is empty where the field is absent
 */
public record Variants(String field, Function<String, Class<?>> variant) {}
