package dev.nightjar.gateway.decode;

import dev.nightjar.gateway.model.Coded;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of an enum, to which Discord may add values at any time: a number where the enum is {@link Coded}, otherwise a
 * string that is the constant's name in any case. A new value is the constant {@code UNKNOWN} if there is one, and otherwise
 * absent; it is no mismatch.
 */
final class EnumShape implements Shape {

    /** Most codes are small numbers, which are found without a hash. */
    private static final int SMALL_CODES = 64;

    private final Map<Object, Object> constants = new HashMap<>();
    private final @Nullable Object[] bySmallCode = new Object[SMALL_CODES];
    private final Object[] inOrder;
    private final Names names; // those in order, in lower case
    private final boolean coded;
    private final @Nullable Object unknown;

    EnumShape(Class<?> type) {
        coded = Coded.class.isAssignableFrom(type);
        Object[] all = type.getEnumConstants();
        inOrder = all == null ? new Object[0] : all;
        var numbers = new HashMap<String, Integer>();
        for (int i = 0; i < inOrder.length; i++) {
            Object constant = inOrder[i];
            numbers.put(lowerCase(constant), i);
            constants.put(constant instanceof Coded c ? (long) c.code() : lowerCase(constant), constant);
        }
        names = new Names(numbers);
        unknown = constants.values().stream()
                .filter(constant -> lowerCase(constant).equals("unknown"))
                .findFirst()
                .orElse(null);
        for (int code = 0; code < SMALL_CODES; code++) {
            bySmallCode[code] = constants.getOrDefault((long) code, unknown);
        }
    }

    @Override
    public @Nullable Object read(Decoding in) throws IOException {
        if (coded) {
            Long code = Scalars.longValue(in);
            return code == null ? in.mismatch() : ofCode(code);
        }
        JsonCursor json = in.json();
        if (json.peek() != '"') {
            return in.mismatch();
        }
        json.takeText();
        int ordinal = names.number(json.text(), json.from(), json.to());
        if (ordinal != Names.UNKNOWN) {
            return inOrder[ordinal];
        }
        return constants.getOrDefault(json.string().toLowerCase(Locale.ROOT), unknown);
    }

    private @Nullable Object ofCode(long code) {
        return code >= 0 && code < SMALL_CODES ? bySmallCode[(int) code] : constants.getOrDefault(code, unknown);
    }

    /** The constant of a key in an object, where numbers are text too. */
    @Nullable
    Object constant(String text) {
        Object key = coded ? Digits.parse(text) : text.toLowerCase(Locale.ROOT);
        return key == null ? null : constants.getOrDefault(key, unknown);
    }

    @Override
    public @Nullable Object empty() {
        return unknown;
    }

    private static String lowerCase(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }
}
