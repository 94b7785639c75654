package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One decode of a payload's "d". Confined to the thread that makes it. */
final class Decoding {

    /** The most mismatches that are kept. The first ones show what is wrong, and a peer could send any number. */
    private static final int KEPT_MISMATCHES = 16;

    private final Object payload;
    private final byte[] bytes;
    private final KeptNames names;
    private final JsonCursor json;
    private final Elements elements = new Elements();
    private List<String> mismatches = List.of();
    private @Nullable JsonPointer pointer;

    private Decoding(Object payload, byte[] json, KeptNames names) {
        this.payload = payload;
        this.bytes = json;
        this.names = names;
        this.json = new JsonCursor(json, 0);
    }

    /**
     * Reads "d" in a shape, and the rest of the payload to its end, because a payload that is cut off cannot be trusted.
     *
     * @param payload what a component that asks for the payload gets
     * @throws IOException if the JSON is broken or nested too deep
     */
    static Decoder.Result read(Object payload, byte[] json, FieldOrder envelope, KeptNames names, Shape shape)
            throws IOException {
        var decoding = new Decoding(payload, json, names);
        Object value = decoding.envelope(envelope, shape);
        return new Decoder.Result(value, List.copyOf(decoding.mismatches));
    }

    private @Nullable Object envelope(FieldOrder envelope, Shape shape) throws IOException {
        if (json.isAtEnd()) {
            return null;
        }
        Object value = null;
        if (json.peek() == '{') {
            value = data(envelope, shape);
        } else {
            json.skip();
        }
        if (!json.isAtEnd()) {
            throw new IOException("more than one JSON value");
        }
        return value;
    }

    private @Nullable Object data(FieldOrder envelope, Shape shape) throws IOException {
        Object value = null;
        boolean read = false;
        int field = FieldOrder.NONE;
        for (boolean more = json.open('}'); more; more = json.next('}')) {
            field = json.field(envelope, field);
            if (!read && field == Decoder.DATA) {
                read = true; // the first one counts, as in the peek
                value = json.takeNull() ? null : shape.read(this);
            } else {
                json.skip();
            }
        }
        return value;
    }

    JsonCursor json() {
        return json;
    }

    /** The object that stands for the payload. */
    Object payload() {
        return payload;
    }

    KeptNames names() {
        return names;
    }

    Elements elements() {
        return elements;
    }

    /** The value that was read, or, if that is null, a {@linkplain #mismatch() mismatch}. */
    @Nullable
    Object fit(@Nullable Object value) throws IOException {
        return value == null ? mismatch() : value;
    }

    /** Notes that the value here, which may be read already, has another shape than expected, and skips it whole. */
    @Nullable
    Object mismatch() throws IOException {
        JsonPointer places = pointer;
        if (places == null) {
            places = new JsonPointer(bytes); // most often there is none
            pointer = places;
            mismatches = new ArrayList<>();
        }
        if (mismatches.size() < KEPT_MISMATCHES) {
            mismatches.add(Excerpt.of(places.to(json.valueStart())));
        }
        json.backToValue();
        json.skip();
        return null;
    }

    /**
     * The text of a field of the object at whose start the cursor stands, wherever the field is in the object. The cursor does
     * not move.
     *
     * @return a string without its quotes, a number, true or false as it is written; empty for anything else
     */
    String lookAhead(String field) {
        return JsonField.text(bytes, json.valueStart(), field);
    }
}
