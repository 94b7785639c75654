package dev.nightjar.gateway.decode;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of an object that is used as a map. Entries with a key or value that is null or has another shape are left out. */
record MapShape(Keys keys, Shape value) implements Shape {

    /** How a key is read. */
    interface Keys {
        /** The key, or null where the text is none. */
        @Nullable
        Object read(String text);
    }

    /** The keys of a type: String, Long for ids, or an enum. */
    static Keys keys(Class<?> type) {
        if (type == String.class) {
            return text -> text;
        }
        if (type == Long.class) {
            return Digits::parse;
        }
        if (type.isEnum()) {
            return new EnumShape(type)::constant;
        }
        throw Shapes.notRead(type);
    }

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        JsonCursor json = in.json();
        if (json.peek() != '{') {
            return in.mismatch();
        }
        var entries = new HashMap<Object, Object>();
        for (boolean more = json.open('}'); more; more = json.next('}')) {
            Object key = keys.read(json.name());
            Object element = json.takeNull() ? null : key == null ? in.mismatch() : value.read(in);
            if (key != null && element != null) {
                entries.put(key, element);
            }
        }
        return Map.copyOf(entries);
    }

    @Override
    public Object absent() {
        return Map.of();
    }
}
