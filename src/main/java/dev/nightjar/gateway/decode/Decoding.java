package dev.nightjar.gateway.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One decode of a payload's "d". Confined to the thread that makes it. */
final class Decoding {

    /** The most mismatches that are kept. The first ones show what is wrong, and a peer could send any number. */
    private static final int KEPT_MISMATCHES = 16;

    private final Object payload;
    private final byte[] json;
    private final JsonParser parser;
    private final Elements elements = new Elements();
    private List<String> mismatches = List.of();

    private Decoding(Object payload, byte[] json, JsonParser parser) {
        this.payload = payload;
        this.json = json;
        this.parser = parser;
    }

    /**
     * Reads "d" in a shape, and the rest of the payload to its end, because a payload that is cut off cannot be trusted.
     *
     * @param payload what a component that asks for the payload gets
     * @throws IOException if the JSON is broken or nested too deep
     */
    static Decoder.Result read(Object payload, byte[] json, boolean idsAsKeys, Shape shape) throws IOException {
        try (JsonParser parser = Json.parser(json, idsAsKeys)) {
            var decoding = new Decoding(payload, json, parser);
            Object value = decoding.envelope(shape);
            return new Decoder.Result(value, List.copyOf(decoding.mismatches));
        }
    }

    private @Nullable Object envelope(Shape shape) throws IOException {
        Object value = null;
        boolean read = false;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (!read && key.equals("d")) {
                read = true; // the first one counts, as in the peek
                value = token == JsonToken.VALUE_NULL ? null : shape.read(this);
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new IOException("more than one JSON value");
        }
        return value;
    }

    JsonParser parser() {
        return parser;
    }

    /** The object that stands for the payload. */
    Object payload() {
        return payload;
    }

    Elements elements() {
        return elements;
    }

    /** The value that was read, or, if that is null, a {@linkplain #mismatch() mismatch}. */
    @Nullable
    Object fit(@Nullable Object value) throws IOException {
        return value == null ? mismatch() : value;
    }

    /** Notes that the value here has another shape than expected, and skips it whole. */
    @Nullable
    Object mismatch() throws IOException {
        if (mismatches.isEmpty()) {
            mismatches = new ArrayList<>(); // most often there are none
        }
        if (mismatches.size() < KEPT_MISMATCHES) {
            mismatches.add(Excerpt.of(parser.getParsingContext().pathAsPointer()));
        }
        parser.skipChildren();
        return null;
    }

    /**
     * The text of a field of the object at whose start the parser stands, wherever the field is in the object. The parser does
     * not move.
     *
     * @return a string without its quotes, a number, true or false as it is written; empty for anything else
     */
    String lookAhead(String field) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        return JsonField.text(json, start, field);
    }
}
