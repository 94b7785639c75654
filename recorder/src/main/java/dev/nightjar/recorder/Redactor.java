package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightjar.recorder.Fields.Field;
import dev.nightjar.recorder.Fields.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of JSON in which nothing is left that is not known to be harmless. Its structure stays: the same objects, lists, booleans
 * and nulls, and all names of fields that {@link Fields} knows. Confined to one thread.
 */
final class Redactor {

    /** How deep JSON may be: deeper is no payload of Discord's. */
    private static final int DEEPEST = 500;

    /*
     * Which numbers stay. An id of Discord's has 15 digits at least (two days after its epoch, in 2015; since its launch 17), and a
     * time in milliseconds has 13. So a number of a known field stays when it has at most 11 digits, and those are counted
     * that stand behind its point and that its exponent would add: neither a minus nor "1.164e18" makes an id harmless. Bits of rights
     * and flags need more; they stay below 2^55, which is more than Discord has bits for and less than the id of anything since its
     * launch in May 2015 (4.7 * 10^16).
     */
    private static final int MOST_DIGITS_OF_NUMBER = 11;
    private static final long END_OF_BITS = 1L << 55;
    private static final int LEAST_DIGITS_OF_ID = 15;

    // Those of strings, which may be names, too.
    private static final int MOST_DIGITS_OF_STRING = 9;
    private static final int MOST_DIGITS_OF_CODE = 3;
    private static final int LONGEST_TYPE = 64;

    private static final byte[] NOTHING = {};
    private static final byte[] LOCALE = "locale".getBytes(UTF_8);

    private final Fields fields;
    private final @Nullable Pseudonyms pseudonyms; // null where all is copied as it is
    private final JsonCursor json = new JsonCursor();
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
        json.begin(payload);
        out = to;
        boolean done;
        try {
            json.skipBlanks();
            done = json.peek() == '{';
            if (done) {
                object(null, 0);
                json.skipBlanks();
                done = json.isAtEnd();
            }
        } catch (JsonCursor.BrokenJsonException e) {
            done = false;
        }
        json.begin(NOTHING);
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
        switch (json.peek()) {
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
        json.skipBlanks();
        if (json.peek() == '}') {
            take('}');
            return;
        }
        while (true) {
            member(field, depth);
            json.skipBlanks();
            if (json.peek() != ',') {
                take('}');
                return;
            }
            take(',');
            json.skipBlanks();
        }
    }

    private void member(@Nullable Field around, int depth) {
        int begin = json.stringBegin();
        int end = json.stringEnd();
        boolean envelope = depth == 0 && isEnvelope(begin, end);
        Field field = envelope ? null : fields.find(json.json(), begin, end);
        out.add('"');
        if (envelope || field != null) {
            copy(begin, end);
        } else {
            name(begin, end);
        }
        out.add('"');
        json.skipBlanks();
        take(':');
        json.skipBlanks();
        if (envelope && json.json()[begin] == 't' && json.peek() == '"') {
            type();
        } else {
            value(field, around, depth + 1, envelope);
        }
    }

    /** Whether this is the name of a payload's own field: op, d, s or t. */
    private boolean isEnvelope(int begin, int end) {
        byte[] bytes = json.json();
        return switch (end - begin) {
            case 1 -> bytes[begin] == 'd' || bytes[begin] == 's' || bytes[begin] == 't';
            case 2 -> bytes[begin] == 'o' && bytes[begin + 1] == 'p';
            default -> false;
        };
    }

    /** A name that is not known: a key of a map. */
    private void name(int begin, int end) {
        if (isLocale(begin, end) || Shapes.areFewDigits(json.json(), begin, end, MOST_DIGITS_OF_CODE)) {
            copy(begin, end);
        } else {
            text(begin, end);
        }
    }

    // A map of translations has these as its keys.
    private boolean isLocale(int begin, int end) {
        Field locale = fields.find(LOCALE, 0, LOCALE.length);
        return locale != null && locale.hasWord(json.json(), begin, end);
    }

    /** The name of an event, which Discord gives. */
    private void type() {
        int begin = json.stringBegin();
        int end = json.stringEnd();
        boolean isName = end - begin <= LONGEST_TYPE && !Shapes.areDigits(json.json(), begin, Math.min(begin + 1, end));
        for (int i = begin; i < end; i++) {
            int c = json.json()[i];
            isName &= (c >= 'A' && c <= 'Z') || Shapes.isDigit(c) || c == '_';
        }
        out.add('"');
        if (isName) {
            copy(begin, end);
        } else {
            text(begin, end);
        }
        out.add('"');
    }

    private void list(@Nullable Field field, @Nullable Field around, int depth) {
        checkDepth(depth);
        take('[');
        json.skipBlanks();
        if (json.peek() == ']') {
            take(']');
            return;
        }
        while (true) {
            value(field, around, depth + 1, false);
            json.skipBlanks();
            if (json.peek() != ',') {
                take(']');
                return;
            }
            take(',');
            json.skipBlanks();
        }
    }

    private void string(@Nullable Field field, @Nullable Field around) {
        int begin = json.stringBegin();
        int end = json.stringEnd();
        out.add('"');
        if (field != null && (isHarmless(field, begin, end) || field.isKept(around))) {
            copy(begin, end);
        } else if (pseudonyms != null && isOf(Kind.TIME, field) && Days.isTime(json.json(), begin, end)) {
            Days.addText(json.json(), begin, end, out);
        } else {
            text(begin, end);
        }
        out.add('"');
    }

    private static boolean isOf(Kind kind, @Nullable Field field) {
        return field != null && field.kind() == kind;
    }

    private boolean isHarmless(Field field, int begin, int end) {
        byte[] bytes = json.json();
        return switch (field.kind()) {
            case NUMBER -> Shapes.areFewDigits(bytes, begin, end, MOST_DIGITS_OF_STRING);
            case BITS -> areBits(begin, end);
            case FIELD ->
                fields.find(bytes, begin + (begin < end && bytes[begin] == '$' ? 1 : 0), end) != null
                        || isSign(begin, end);
            case WORD ->
                field.hasWord(bytes, begin, end) || Shapes.areFewDigits(bytes, begin, end, MOST_DIGITS_OF_CODE);
            case TIME, PLACE, OTHER -> false;
        };
    }

    private boolean areBits(int begin, int end) {
        return Shapes.isUnsigned(json.json(), begin, end)
                && Long.compareUnsigned(Shapes.unsigned(json.json(), begin, end), END_OF_BITS) < 0;
    }

    /** Whether these are the signs of an audit log for what was added to a list and removed from it. */
    private boolean isSign(int begin, int end) {
        String text = end - begin > 7 ? "" : new String(json.json(), begin, end - begin, UTF_8);
        return text.equals("$add") || text.equals("$remove");
    }

    /** The value of a string that is not kept: an id, a URL or any other text. */
    private void text(int begin, int end) {
        byte[] bytes = json.json();
        if (pseudonyms == null) {
            copy(begin, end);
            return;
        }
        if (Shapes.isUnsigned(bytes, begin, end)) {
            out.addUnsigned(pseudonyms.id(Shapes.unsigned(bytes, begin, end)));
            return;
        }
        int scheme = Shapes.schemeEnd(bytes, begin, end);
        if (scheme > begin) {
            pseudonyms.url(bytes, begin, end, scheme, out);
        } else {
            pseudonyms.letters(bytes, begin, end, out);
        }
    }

    private void number(@Nullable Field field, boolean envelope) {
        int begin = json.number();
        int end = json.at();
        byte[] bytes = json.json();
        if (pseudonyms == null) {
            copy(begin, end);
        } else if (isOf(Kind.TIME, field) && Days.isNumber(bytes, begin, end)) {
            Days.addNumber(bytes, begin, end, out);
        } else if (isKept(field, envelope, begin, end)) {
            copy(begin, end);
        } else if (end - begin >= LEAST_DIGITS_OF_ID && Shapes.isUnsigned(bytes, begin, end)) {
            out.addUnsigned(pseudonyms.id(Shapes.unsigned(bytes, begin, end)));
        } else {
            pseudonyms.number(bytes, begin, end, out);
        }
    }

    private boolean isKept(@Nullable Field field, boolean envelope, int begin, int end) {
        boolean isShort = Shapes.digits(json.json(), begin, end) <= MOST_DIGITS_OF_NUMBER;
        if (field == null) {
            return envelope && isShort;
        }
        return switch (field.kind()) {
            case BITS -> areBits(begin, end);
            case NUMBER, PLACE, TIME, WORD -> isShort;
            case FIELD, OTHER -> false;
        };
    }

    private void literal(String word) {
        int begin = json.at();
        json.literal(word);
        copy(begin, json.at());
    }

    private void take(char c) {
        json.take(c);
        out.add(c);
    }

    private void copy(int begin, int end) {
        out.add(json.json(), begin, end);
    }

    private static void checkDepth(int depth) {
        if (depth > DEEPEST) {
            throw new JsonCursor.BrokenJsonException();
        }
    }
}
