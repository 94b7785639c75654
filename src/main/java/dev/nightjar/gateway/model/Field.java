package dev.nightjar.gateway.model;

import org.jspecify.annotations.Nullable;

/**
 * A field that says one thing where it is absent and another where it is null. Discord has few of them; all other fields
 * that may be absent or null are simply nullable.
 *
 * @param <T> what it is where it is neither
 * @param isPresent whether the field is there, be it null
 * @param value the value; null where the field is null or absent
 */
public record Field<T>(boolean isPresent, @Nullable T value) {

    private static final Field<?> ABSENT = new Field<>(false, null);

    /**
     * Checks that what is absent has no value.
     *
     * @throws IllegalArgumentException if there is a value in a field that is not present
     */
    public Field {
        if (!isPresent && value != null) {
            throw new IllegalArgumentException("a field that is absent cannot have the value " + value);
        }
    }

    /**
     * A field that is not there.
     *
     * @param <T> what it would be
     * @return the field
     */
    @SuppressWarnings("unchecked") // it holds no T
    public static <T> Field<T> absent() {
        return (Field<T>) ABSENT;
    }

    /**
     * A field that is there.
     *
     * @param <T> what it is
     * @param value its value, or null
     * @return the field
     */
    public static <T> Field<T> of(@Nullable T value) {
        return new Field<>(true, value);
    }

    /**
     * Whether the field is there and says null.
     *
     * @return true for null, false for a value and for an absent field
     */
    public boolean isNull() {
        return isPresent && value == null;
    }
}
