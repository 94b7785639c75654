package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tolerant decoder. It reads the data of a payload, which is its "d", as a record; a value that does not fit is read as
 * absent. Safe for any thread.
 *
 * <p>It knows the types of the model. The events tell it the rest: the class that stands for a payload, and how their sealed
 * interfaces are read. It keeps what it finds out about a class, so there should be one decoder for all payloads.
 *
 * @param <P> what stands for a payload: a component of this type gets the payload that is being read
 */
public final class Decoder<P> {

    /** The slot of "d" among the fields of a payload. */
    static final int DATA = 0;

    private final FieldOrder envelope = new FieldOrder(Map.of("d", DATA, "t", 1, "s", 2, "op", 3));
    private final KeptNames names = new KeptNames();
    private final Shapes shapes;

    /**
     * Makes a decoder that has read nothing yet.
     *
     * @param payloadType what stands for a payload
     * @param noPayload what a component of this type gets in a record that stands for an absent one
     * @param variants how the records of a sealed interface outside of the model are told apart, null where that is not known
     */
    public Decoder(Class<P> payloadType, P noPayload, Function<Class<?>, @Nullable Variants> variants) {
        shapes = new Shapes(payloadType, noPayload, variants);
    }

    /**
     * The result of a decode.
     *
     * @param value the data; null where it is absent, null or of another shape
     * @param mismatches JSON pointers to what did not fit
     */
    public record Result(@Nullable Object value, List<String> mismatches) {}

    /**
     * Reads the data of a payload, and the rest of the payload to its end, because a payload that is cut off cannot be
     * trusted.
     *
     * @param payload what a component that asks for the payload gets
     * @param json the payload's bytes
     * @param type the type to read it as
     * @return the data and what did not fit
     * @throws IOException if the JSON is broken or nested too deep
     * @throws IllegalArgumentException if the decoder does not read such a type
     */
    public Result read(P payload, byte[] json, Class<?> type) throws IOException {
        return Decoding.read(payload, json, envelope, names, shapes.of(type));
    }

    /**
     * The record that holds nothing but the payload, if it is of a type that has no place for anything else.
     *
     * @param payload what its component that asks for the payload gets
     * @param type the type of the record
     * @return a record, or null where such a type is read from data
     * @throws IllegalArgumentException if the decoder does not read such a type
     */
    public @Nullable Object blank(P payload, Class<?> type) {
        return shapes.of(type) instanceof RecordShape plain && plain.fields().isEmpty() ? plain.blank(payload) : null;
    }
}
