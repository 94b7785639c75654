package dev.nightjar.gateway.decode;

import java.util.function.Function;

/**
 * How the records of a sealed interface are told apart: by the text of one field.
 *
 * @param field the field that tells, wherever in the object it comes
 * @param variant the record for the text of the field, which is empty where the field is absent
 */
public record Variants(String field, Function<String, Class<?>> variant) {}
