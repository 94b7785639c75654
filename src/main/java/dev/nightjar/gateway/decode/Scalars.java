package dev.nightjar.gateway.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of single values: numbers, ids, strings, times. Each looks at what kind of value it is before it takes it. The table of what
 * is read as what is in {@code docs/scalars.md}; a test compares the two.
 */
final class Scalars {

    /** A double holds every whole number up to this one. */
    private static final double EXACT = 1L << 53;

    /** The one whole number that is read where it is a number, and not where it is text. */
    private static final byte[] SMALLEST = "-9223372036854775808".getBytes(US_ASCII);

    private static final Map<Class<?>, Shape> SHAPES = Map.ofEntries(
            entry(long.class, new Scalar(0L, 0L, in -> in.fit(longValue(in)))),
            entry(Long.class, new Scalar(null, 0L, in -> in.fit(longValue(in)))),
            entry(
                    OptionalLong.class,
                    new Scalar(OptionalLong.empty(), OptionalLong.empty(), in -> in.fit(optionalLong(in)))),
            entry(int.class, new Scalar(0, 0, in -> in.fit(intValue(in)))),
            entry(Integer.class, new Scalar(null, 0, in -> in.fit(intValue(in)))),
            entry(
                    OptionalInt.class,
                    new Scalar(OptionalInt.empty(), OptionalInt.empty(), in -> in.fit(optionalInt(in)))),
            entry(double.class, new Scalar(0.0, 0.0, in -> in.fit(doubleValue(in)))),
            entry(Double.class, new Scalar(null, 0.0, in -> in.fit(doubleValue(in)))),
            entry(
                    OptionalDouble.class,
                    new Scalar(OptionalDouble.empty(), OptionalDouble.empty(), in -> in.fit(optionalDouble(in)))),
            entry(boolean.class, new Scalar(false, false, in -> in.fit(booleanValue(in)))),
            entry(Boolean.class, new Scalar(null, false, in -> in.fit(booleanValue(in)))),
            entry(String.class, new Scalar(null, "", in -> in.fit(string(in)))),
            entry(Instant.class, new Scalar(null, Instant.EPOCH, in -> in.fit(instant(in)))),
            entry(URI.class, new Scalar(null, URI.create(""), in -> in.fit(uri(in)))),
            entry(Object.class, new Scalar(null, null, in -> Anything.read(in.json(), in.names()))));

    private Scalars() {}

    /** The shape of a type, or null where it is no single value. */
    static @Nullable Shape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private record Scalar(@Nullable Object absent, @Nullable Object empty, Reading reading) implements Shape {

        @Override
        public @Nullable Object read(Decoding in) throws IOException {
            return reading.read(in);
        }
    }

    /**
     * A whole number, or a string of its digits: ids are 64 bits without a sign, and written as strings. A fraction such as 2.0
     * is a whole number too, as long as a double holds it exactly.
     */
    static @Nullable Long longValue(Decoding in) throws IOException {
        long id = in.json().takeId();
        if (id >= 0) {
            return id;
        }
        return in.json().takeText() ? whole(in.json()) : null;
    }

    private static @Nullable Long whole(JsonCursor json) throws IOException {
        byte[] text = json.text();
        Long value = Digits.parse(text, json.from(), json.to());
        if (value != null) {
            return value;
        }
        if (!json.isQuoted() && Arrays.equals(text, json.from(), json.to(), SMALLEST, 0, SMALLEST.length)) {
            return Long.MIN_VALUE;
        }
        double fraction = fraction(json);
        return Math.abs(fraction) <= EXACT && fraction == Math.rint(fraction) ? Long.valueOf((long) fraction) : null;
    }

    /** What was read, as a number with a fraction; NaN where it is none, or beyond the range of a double. */
    private static double fraction(JsonCursor json) throws IOException {
        double value = json.isQuoted()
                ? Digits.parseFraction(json.text(), json.from(), json.to())
                : Double.parseDouble(json.string());
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /** A number that is not an id. A number of 2^63 or more does not fit; it is not read as a negative one. */
    private static @Nullable Long signed(JsonCursor json) throws IOException {
        Long value = whole(json);
        return value == null || value >= 0 || json.text()[json.from()] == '-' ? value : null;
    }

    private static @Nullable Integer intValue(Decoding in) throws IOException {
        if (!in.json().takeText()) {
            return null;
        }
        Long value = signed(in.json());
        return value == null || value.intValue() != value ? null : Integer.valueOf(value.intValue());
    }

    private static @Nullable Double doubleValue(Decoding in) throws IOException {
        if (!in.json().takeText()) {
            return null;
        }
        double value = fraction(in.json());
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    /** True or false, also as text, and also as the numbers 1 and 0. */
    private static @Nullable Boolean booleanValue(Decoding in) throws IOException {
        JsonCursor json = in.json();
        int first = json.peek();
        if (first == 't' || first == 'f') {
            json.skip();
            return first == 't';
        }
        if (!json.takeText()) {
            return null;
        }
        return switch (json.string()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    /** A string, or a number as it is written, because a nonce may be either. */
    private static @Nullable String string(Decoding in) throws IOException {
        return in.json().takeText() ? in.json().string() : null;
    }

    /** A time as text, or Unix time: whole or with a fraction, a number or its text. */
    private static @Nullable Instant instant(Decoding in) throws IOException {
        JsonCursor json = in.json();
        if (!json.takeText()) {
            return null;
        }
        Instant time = Timestamp.parse(json.text(), json.from(), json.to());
        if (time != null) {
            return time;
        }
        Long whole = signed(json);
        if (whole != null) {
            return Timestamp.ofUnixTime(whole);
        }
        double fraction = fraction(json);
        return Math.abs(fraction) <= EXACT ? Timestamp.ofUnixTime(fraction) : null;
    }

    private static @Nullable URI uri(Decoding in) throws IOException {
        if (in.json().peek() != '"') {
            return null;
        }
        in.json().takeText();
        try {
            return new URI(in.json().string());
        } catch (URISyntaxException e) {
            return null; // not a URI is another shape
        }
    }

    private static @Nullable OptionalLong optionalLong(Decoding in) throws IOException {
        Long value = longValue(in);
        return value == null ? null : OptionalLong.of(value);
    }

    private static @Nullable OptionalInt optionalInt(Decoding in) throws IOException {
        Integer value = intValue(in);
        return value == null ? null : OptionalInt.of(value);
    }

    private static @Nullable OptionalDouble optionalDouble(Decoding in) throws IOException {
        Double value = doubleValue(in);
        return value == null ? null : OptionalDouble.of(value);
    }
}
