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

/** The shapes of single values: numbers, ids, strings, times. Each looks at the token before it takes the value. */
final class Scalars {

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

    /** A number, or a string of digits: ids are 64 bits without a sign, and written as strings. */
    static @Nullable Long longValue(Decoding in) throws IOException {
        JsonParser parser = in.parser();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return Digits.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            return null;
        }
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        BigInteger value = parser.getBigIntegerValue();
        return value.signum() > 0 && value.bitLength() <= Long.SIZE ? value.longValue() : null;
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
        return in.parser().currentToken().isNumeric() ? in.parser().getDoubleValue() : null;
    }

    private static @Nullable Boolean booleanValue(Decoding in) {
        return in.parser().currentToken().isBoolean() ? in.parser().currentToken() == JsonToken.VALUE_TRUE : null;
    }

    /** A string, or a number as it is written, because a nonce may be either. */
    private static @Nullable String string(Decoding in) throws IOException {
        JsonToken token = in.parser().currentToken();
        return token == JsonToken.VALUE_STRING || token.isNumeric()
                ? in.parser().getText()
                : null;
    }

    private static @Nullable Instant instant(Decoding in) throws IOException {
        JsonParser parser = in.parser();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return Timestamp.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
        Long value = signedValue(in);
        return value == null ? null : Timestamp.ofUnixTime(value);
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
