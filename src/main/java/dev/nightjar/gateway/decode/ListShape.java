package dev.nightjar.gateway.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of an array. Elements that are null or have another shape are left out. The list is unmodifiable. */
record ListShape(Shape element) implements Shape {

    @Override
    public @Nullable List<Object> read(Decoding in) throws IOException {
        JsonParser parser = in.parser();
        if (!parser.isExpectedStartArrayToken()) {
            in.mismatch();
            return null;
        }
        Elements elements = in.elements();
        int from = elements.size();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Object value = token == JsonToken.VALUE_NULL ? null : element.read(in);
            if (value != null) {
                elements.add(value);
            }
        }
        return elements.removeFrom(from);
    }

    @Override
    public Object absent() {
        return List.of();
    }
}
