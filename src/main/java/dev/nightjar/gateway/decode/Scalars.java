package dev.nightjar.gateway.decode;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of single values: numbers, ids, strings, times. Each looks at the token before it takes the value. The table of what
 * is read as what is in {@code docs/scalars.md}; a test compares the two.
 */
final class Scalars {

    /** A double holds every whole number up to this one. */
    private static final double EXACT = 1L << 53;

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
            entry(Object.class, new Scalar(null, null, in -> Json.anything(in.parser()))));

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
        JsonParser parser = in.parser();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            Long value = Digits.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            return value == null ? whole(fraction(parser)) : value;
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            return whole(fraction(parser));
        }
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        BigInteger value = parser.getBigIntegerValue();
        return value.signum() > 0 && value.bitLength() <= Long.SIZE ? value.longValue() : null;
    }

    private static @Nullable Long whole(@Nullable Double value) {
        return value != null && Math.abs(value) <= EXACT && value == Math.rint(value)
                ? Long.valueOf(value.longValue())
                : null;
    }

    /** A number, or a string that is written like one; null for anything else, and beyond the range of a double. */
    private static @Nullable Double fraction(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        double value = Double.NaN;
        if (token.isNumeric()) {
            value = parser.getDoubleValue();
        } else if (token == JsonToken.VALUE_STRING) {
            value = Digits.parseFraction(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
        return Double.isFinite(value) ? value : null;
    }

    /** A number that is not an id. A number of 2^63 or more does not fit; it is not read as a negative one. */
    private static @Nullable Long signedValue(Decoding in) throws IOException {
        JsonParser parser = in.parser();
        Long value = longValue(in);
        return value == null || value >= 0 || parser.getTextCharacters()[parser.getTextOffset()] == '-' ? value : null;
    }

    private static @Nullable Integer intValue(Decoding in) throws IOException {
        Long value = signedValue(in);
        return value == null || value.intValue() != value ? null : Integer.valueOf(value.intValue());
    }

    private static @Nullable Double doubleValue(Decoding in) throws IOException {
        return fraction(in.parser());
    }

    /** True or false, also as text, and also as the numbers 1 and 0. */
    private static @Nullable Boolean booleanValue(Decoding in) throws IOException {
        JsonToken token = in.parser().currentToken();
        if (token.isBoolean()) {
            return token == JsonToken.VALUE_TRUE;
        }
        if (!token.isScalarValue()) {
            return null;
        }
        return switch (in.parser().getText()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    /** A string, or a number as it is written, because a nonce may be either. */
    private static @Nullable String string(Decoding in) throws IOException {
        JsonToken token = in.parser().currentToken();
        return token == JsonToken.VALUE_STRING || token.isNumeric()
                ? in.parser().getText()
                : null;
    }

    /** A time as text, or Unix time: whole or with a fraction, a number or its text. */
    private static @Nullable Instant instant(Decoding in) throws IOException {
        JsonParser parser = in.parser();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            Instant time = Timestamp.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            if (time != null) {
                return time;
            }
        }
        Long whole = signedValue(in);
        if (whole != null) {
            return Timestamp.ofUnixTime(whole);
        }
        Double fraction = fraction(parser);
        return fraction == null || Math.abs(fraction) > EXACT ? null : Timestamp.ofUnixTime(fraction.doubleValue());
    }

    private static @Nullable URI uri(Decoding in) throws IOException {
        if (in.parser().currentToken() != JsonToken.VALUE_STRING) {
            return null;
        }
        try {
            return new URI(in.parser().getText());
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
