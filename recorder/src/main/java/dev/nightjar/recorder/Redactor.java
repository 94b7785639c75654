package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightjar.recorder.Fields.Field;
import dev.nightjar.recorder.Fields.Kind;
import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of JSON in which nothing is left that is not known to be harmless. Its structure stays: the same objects, lists, booleans
 * and nulls, and all names of fields that {@link Fields} knows. Confined to one thread.
 */
final class Redactor {

    /** What of a payload is at hand: deeper JSON is no payload of Discord's. */
    private static final int DEEPEST = 500;

    // An id has 17 digits or more since 2015, and a time in milliseconds has 13.
    private static final int LEAST_DIGITS_OF_ID = 15;
    private static final int MOST_DIGITS = 20;
    private static final int MOST_DIGITS_OF_NUMBER = 9;
    private static final int MOST_DIGITS_OF_CODE = 3;
    private static final int LONGEST_TIME = 40;
    private static final int LONGEST_TYPE = 64;

    private static final byte[] LOCALE = "locale".getBytes(UTF_8);
    private static final String TIME = "0000-00-00T00:00:00";
    private static final List<byte[]> SCHEMES = Stream.of("https://", "http://", "wss://", "ws://")
            .map(scheme -> scheme.getBytes(UTF_8))
            .toList();

    private final Fields fields;
    private final @Nullable Pseudonyms pseudonyms; // null where all is copied as it is

    private byte[] json = {};
    private int at;
    private Bytes out = new Bytes(0);

    Redactor(Fields fields, @Nullable Pseudonyms pseudonyms) {
        this.fields = fields;
        this.pseudonyms = pseudonyms;
    }

    /** One that replaces nothing, and only tells what is JSON. */
    static Redactor verbatim() {
        return new Redactor(Fields.keeping(List.of()), null);
    }

    boolean isVerbatim() {
        return pseudonyms == null;
    }

    /**
     * Adds the copy of a payload, without white space.
     *
     * @return false when these bytes are no object in JSON, and nothing was added
     */
    boolean payload(byte[] payload, Bytes to) {
        int size = to.size();
        json = payload;
        at = 0;
        out = to;
        boolean done;
        try {
            skipBlanks();
            done = peek() == '{';
            if (done) {
                object(null, 0);
                skipBlanks();
                done = at == json.length;
            }
        } catch (BrokenJsonException e) {
            done = false;
        }
        json = new byte[0];
        out = new Bytes(0);
        if (!done) {
            to.truncate(size);
        }
        return done;
    }

    /** A text that is no JSON, such as the reason of a close frame, replaced as a text in JSON is. */
    String text(String text) {
        if (pseudonyms == null) {
            return text;
        }
        byte[] bytes = text.getBytes(UTF_8);
        Bytes to = new Bytes(bytes.length);
        pseudonyms.letters(bytes, 0, bytes.length, to);
        return new String(to.array(), 0, to.size(), UTF_8);
    }

    /** A URL, with a host that nobody has in the place of its own. */
    String url(String url) {
        if (pseudonyms == null) {
            return url;
        }
        byte[] bytes = url.getBytes(UTF_8);
        Bytes to = new Bytes(bytes.length + 32);
        pseudonyms.url(bytes, 0, bytes.length, Math.max(0, url.indexOf("://") + 3), to);
        return new String(to.array(), 0, to.size(), UTF_8);
    }

    private void value(@Nullable Field field, @Nullable Field around, int depth, boolean envelope) {
        int c = peek();
        switch (c) {
            case '{' -> object(field, depth);
            case '[' -> list(field, around, depth);
            case '"' -> string(field, around);
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number(field, envelope);
        }
    }

    private void object(@Nullable Field field, int depth) {
        checkDepth(depth);
        take('{');
        skipBlanks();
        if (peek() == '}') {
            take('}');
            return;
        }
        while (true) {
            member(field, depth);
            skipBlanks();
            if (peek() != ',') {
                take('}');
                return;
            }
            take(',');
            skipBlanks();
        }
    }

    private void member(@Nullable Field around, int depth) {
        int begin = stringBegin();
        int end = stringEnd();
        boolean envelope = depth == 0 && isEnvelope(begin, end);
        Field field = envelope ? null : fields.find(json, begin, end);
        out.add('"');
        if (envelope || field != null) {
            out.add(json, begin, end);
        } else {
            name(begin, end);
        }
        out.add('"');
        skipBlanks();
        take(':');
        skipBlanks();
        if (envelope && json[begin] == 't' && peek() == '"') {
            type();
        } else {
            value(field, around, depth + 1, envelope);
        }
    }

    /** Whether this is the name of a payload's own field: op, d, s or t. */
    private boolean isEnvelope(int begin, int end) {
        return switch (end - begin) {
            case 1 -> json[begin] == 'd' || json[begin] == 's' || json[begin] == 't';
            case 2 -> json[begin] == 'o' && json[begin + 1] == 'p';
            default -> false;
        };
    }

    /** A name that is not known: a key of a map. */
    private void name(int begin, int end) {
        if (isLocale(begin, end)) {
            out.add(json, begin, end);
        } else if (areDigits(begin, end) && end - begin <= MOST_DIGITS_OF_CODE) {
            out.add(json, begin, end);
        } else {
            text(begin, end);
        }
    }

    // A map of translations has these as its keys.
    private boolean isLocale(int begin, int end) {
        Field locale = fields.find(LOCALE, 0, LOCALE.length);
        return locale != null && locale.hasWord(json, begin, end);
    }

    /** The name of an event, which Discord gives. */
    private void type() {
        int begin = stringBegin();
        int end = stringEnd();
        boolean isName = end - begin <= LONGEST_TYPE;
        for (int i = begin; i < end; i++) {
            int c = json[i];
            isName &= (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
        }
        out.add('"');
        if (isName) {
            out.add(json, begin, end);
        } else {
            text(begin, end);
        }
        out.add('"');
    }

    private void list(@Nullable Field field, @Nullable Field around, int depth) {
        checkDepth(depth);
        take('[');
        skipBlanks();
        if (peek() == ']') {
            take(']');
            return;
        }
        while (true) {
            value(field, around, depth + 1, false);
            skipBlanks();
            if (peek() != ',') {
                take(']');
                return;
            }
            take(',');
            skipBlanks();
        }
    }

    private void string(@Nullable Field field, @Nullable Field around) {
        int begin = stringBegin();
        int end = stringEnd();
        out.add('"');
        if (field != null && (isHarmless(field, begin, end) || field.isKept(around))) {
            out.add(json, begin, end);
        } else {
            text(begin, end);
        }
        out.add('"');
    }

    private boolean isHarmless(Field field, int begin, int end) {
        return switch (field.kind()) {
            case NUMBER -> end - begin <= MOST_DIGITS_OF_NUMBER && areDigits(begin, end);
            case BITS -> end - begin <= MOST_DIGITS && areDigits(begin, end);
            case TIME -> isTime(begin, end);
            case FIELD ->
                fields.find(json, begin + (begin < end && json[begin] == '$' ? 1 : 0), end) != null
                        || isSign(begin, end);
            case WORD ->
                field.hasWord(json, begin, end) || (end - begin <= MOST_DIGITS_OF_CODE && areDigits(begin, end));
            case PLACE, OTHER -> false;
        };
    }

    /** Whether these are the signs of an audit log for what was added to a list and removed from it. */
    private boolean isSign(int begin, int end) {
        String text = end - begin > 7 ? "" : new String(json, begin, end - begin, UTF_8);
        return text.equals("$add") || text.equals("$remove");
    }

    /** The value of a string that is not kept: an id, a URL or any other text. */
    private void text(int begin, int end) {
        if (pseudonyms == null) {
            out.add(json, begin, end);
            return;
        }
        if (isId(begin, end)) {
            out.addUnsigned(pseudonyms.id(unsigned(begin, end)));
            return;
        }
        int scheme = schemeEnd(begin, end);
        if (scheme > begin) {
            pseudonyms.url(json, begin, end, scheme, out);
        } else {
            pseudonyms.letters(json, begin, end, out);
        }
    }

    private int schemeEnd(int begin, int end) {
        for (byte[] scheme : SCHEMES) {
            if (end - begin > scheme.length
                    && Arrays.equals(json, begin, begin + scheme.length, scheme, 0, scheme.length)) {
                return begin + scheme.length;
            }
        }
        return begin;
    }

    private void number(@Nullable Field field, boolean envelope) {
        int begin = at;
        int digits = 0;
        boolean whole = true;
        while (at < json.length && isOfNumber(json[at])) {
            if (isDigit(json[at])) {
                digits++;
            } else {
                whole = false;
            }
            at++;
        }
        if (digits == 0) {
            throw new BrokenJsonException();
        }
        Kind kind = field == null ? Kind.OTHER : field.kind();
        boolean isKept = envelope
                || switch (kind) {
                    case BITS -> true;
                    case NUMBER, PLACE, TIME, WORD -> digits < LEAST_DIGITS_OF_ID || !whole;
                    case FIELD, OTHER -> false;
                };
        if (isKept || pseudonyms == null) {
            out.add(json, begin, at);
        } else if (whole && digits >= LEAST_DIGITS_OF_ID && isId(begin, at)) {
            out.addUnsigned(pseudonyms.id(unsigned(begin, at)));
        } else {
            pseudonyms.number(json, begin, at, out);
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isOfNumber(int c) {
        return isDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    private boolean areDigits(int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (!isDigit(json[i])) {
                return false;
            }
        }
        return begin < end;
    }

    /** Whether these are digits of a number of 64 bits, without a leading zero. */
    private boolean isId(int begin, int end) {
        int length = end - begin;
        if (length > MOST_DIGITS || !areDigits(begin, end) || (json[begin] == '0' && length > 1)) {
            return false;
        }
        // Twenty digits fit when the number of the first nineteen is below a tenth of 2^64, or is that and the last is
        // small.
        if (length < MOST_DIGITS) {
            return true;
        }
        long first = unsigned(begin, end - 1);
        int order = Long.compareUnsigned(first, 1_844_674_407_370_955_161L);
        return order < 0 || (order == 0 && json[end - 1] <= '5');
    }

    private long unsigned(int begin, int end) {
        long number = 0;
        for (int i = begin; i < end; i++) {
            number = number * 10 + (json[i] - '0');
        }
        return number;
    }

    /** Whether these are a date, a T, a time and a zone, with nothing between or behind them. */
    private boolean isTime(int begin, int end) {
        if (end - begin < TIME.length() || end - begin > LONGEST_TIME) {
            return false;
        }
        for (int i = 0; i < TIME.length(); i++) {
            int c = json[begin + i];
            boolean fits = TIME.charAt(i) == '0' ? isDigit(c) : c == TIME.charAt(i);
            if (!fits) {
                return false;
            }
        }
        for (int i = begin + TIME.length(); i < end; i++) {
            int c = json[i];
            if (!isDigit(c) && c != '.' && c != ':' && c != '+' && c != '-' && c != 'Z') {
                return false;
            }
        }
        return true;
    }

    /** Goes over the quotation mark at which a string begins. */
    private int stringBegin() {
        if (peek() != '"') {
            throw new BrokenJsonException();
        }
        at++;
        return at;
    }

    /** Goes over the rest of a string, and returns where its quotation mark is. */
    private int stringEnd() {
        byte[] bytes = json;
        for (int i = at; i < bytes.length; i++) {
            int c = bytes[i];
            if (c == '"') {
                at = i + 1;
                return i;
            }
            if (c == '\\') {
                i++;
            } else if (c >= 0 && c < ' ') {
                break;
            }
        }
        throw new BrokenJsonException();
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= json.length || json[at + i] != word.charAt(i)) {
                throw new BrokenJsonException();
            }
        }
        out.add(json, at, at + word.length());
        at += word.length();
    }

    private void take(char c) {
        if (peek() != c) {
            throw new BrokenJsonException();
        }
        at++;
        out.add(c);
    }

    private int peek() {
        if (at >= json.length) {
            throw new BrokenJsonException();
        }
        return json[at];
    }

    private void skipBlanks() {
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    private static void checkDepth(int depth) {
        if (depth > DEEPEST) {
            throw new BrokenJsonException();
        }
    }

    /** The end of a copy whose original is no JSON. */
    private static final class BrokenJsonException extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        BrokenJsonException() {
            super("broken JSON", null, false, false);
        }
    }
}
