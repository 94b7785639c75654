package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of fields that a recording may show, and what may be kept of their values: the list in {@code fields.txt}, and what the
 * user wants to keep. Immutable after it was read, and safe for any thread.
 */
final class Fields {

    /** What is done with the values of a field: {@code fields.txt} says it for each, and {@link Redactor} does it. */
    enum Kind {
        NUMBER,
        PLACE,
        BITS,
        TIME,
        FIELD,
        WORD,
        OTHER
    }

    /** A field. Its words are kept, and so is all of its text where {@code keptIn} has the field around it, or is "*". */
    static final class Field {

        private final String name;
        private final byte[] bytes;
        private final Kind kind;
        private final Set<String> words;
        private final Set<String> keptIn;

        private Field(String name, Kind kind, Set<String> words, Set<String> keptIn) {
            this.name = name;
            this.bytes = name.getBytes(UTF_8);
            this.kind = kind;
            this.words = words;
            this.keptIn = keptIn;
        }

        Kind kind() {
            return kind;
        }

        boolean isKept(@Nullable Field around) {
            if (keptIn.isEmpty()) {
                return false;
            }
            return keptIn.contains("*") || (around != null && keptIn.contains(around.name));
        }

        boolean hasWord(byte[] json, int begin, int end) {
            return !words.isEmpty() && end - begin < 64 && words.contains(new String(json, begin, end - begin, UTF_8));
        }
    }

    private static final int LONGEST_NAME = 100;

    // The header has them.
    private static final int MOST_KEPT = 32;

    private final @Nullable Field[] places;

    private Fields(Map<String, Field> byName) {
        places = new Field[Integer.highestOneBit(byName.size() + 1) * 4];
        for (Field field : byName.values()) {
            int place = place(field.bytes, 0, field.bytes.length);
            while (places[place] != null) {
                place = place + 1 & places.length - 1;
            }
            places[place] = field;
        }
    }

    /**
     * The list, with the text of these fields kept: each is a name, or the name of the field around it, a slash and its name.
     *
     * @throws IllegalArgumentException when one of them is nothing of the kind
     */
    static Fields keeping(List<String> kept) {
        if (kept.size() > MOST_KEPT) {
            throw new IllegalArgumentException("At most " + MOST_KEPT + " fields can be kept, but " + kept.size()
                    + " were given: to keep all, make a raw recording");
        }
        Map<String, Field> byName = read();
        for (String path : kept) {
            String[] parts = path.split("/", -1);
            if (parts.length > 2 || Arrays.stream(parts).anyMatch(part -> !part.matches("[a-z0-9_]{1,100}"))) {
                throw new IllegalArgumentException(
                        "\"" + path + "\" is no field to keep: give the name of a field in JSON, such as"
                                + " \"custom_id\", or the field around it as well, such as \"data/name\"");
            }
            String name = parts[parts.length - 1];
            Field known = byName.getOrDefault(name, new Field(name, Kind.OTHER, Set.of(), Set.of()));
            Set<String> keptIn = new HashSet<>(known.keptIn);
            keptIn.add(parts.length == 1 ? "*" : parts[0]);
            if (parts.length == 2) {
                byName.putIfAbsent(parts[0], new Field(parts[0], Kind.OTHER, Set.of(), Set.of()));
            }
            byName.put(name, new Field(name, known.kind, known.words, Set.copyOf(keptIn)));
        }
        return new Fields(byName);
    }

    /** All names of the list. */
    static Set<String> names() {
        return read().keySet();
    }

    private static Map<String, Field> read() {
        Map<String, Field> byName = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Fields.class.getResourceAsStream("fields.txt"))) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    addLine(line.split(" "), byName);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return byName;
    }

    private static void addLine(String[] parts, Map<String, Field> byName) {
        Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
        List<String> rest = List.of(parts).subList(1, parts.length);
        int colon = rest.indexOf(":");
        Set<String> words = colon < 0 ? Set.of() : Set.copyOf(rest.subList(colon + 1, rest.size()));
        for (String name : colon < 0 ? rest : rest.subList(0, colon)) {
            if (byName.put(name, new Field(name, kind, words, Set.of())) != null) {
                throw new IllegalStateException("fields.txt has " + name + " twice");
            }
        }
    }

    /** The field of this name, or null. */
    @Nullable
    Field find(byte[] json, int begin, int end) {
        if (end - begin > LONGEST_NAME) {
            return null;
        }
        int place = place(json, begin, end);
        for (Field field = places[place]; field != null; field = places[place]) {
            if (Arrays.equals(field.bytes, 0, field.bytes.length, json, begin, end)) {
                return field;
            }
            place = place + 1 & places.length - 1;
        }
        return null;
    }

    private int place(byte[] json, int begin, int end) {
        int hash = end - begin;
        for (int at = begin; at < end; at++) {
            hash = hash * 31 + json[at];
        }
        return (hash ^ hash >>> 15) & places.length - 1;
    }
}
