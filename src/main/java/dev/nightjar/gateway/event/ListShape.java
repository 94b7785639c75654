package dev.nightjar.gateway.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array. Elements that are null or have another shape are left out. The list cannot be changed. */
record ListShape(Shape element) implements Shape {

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        var values = new ArrayList<Object>();
        return fill(values, element, in) ? List.copyOf(values) : null;
    }

    @Override
    public Object absent() {
        return List.of();
    }

    static boolean fill(Collection<Object> values, Shape element, Decoding in) throws IOException {
        JsonParser parser = in.parser();
        if (!parser.isExpectedStartArrayToken()) {
            in.mismatch();
            return false;
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Object value = token == JsonToken.VALUE_NULL ? null : element.read(in);
            if (value != null) {
                values.add(value);
            }
        }
        return true;
    }
}
