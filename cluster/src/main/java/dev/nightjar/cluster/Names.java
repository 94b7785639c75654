package dev.nightjar.cluster;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The checks of what an engine is given: names, texts and waits. Each failure is an IllegalArgumentException that quotes it. */
final class Names {

    /** How many characters a key, a subject or an id may have. */
    static final int MAX_LENGTH = 200;

    /** How many bytes of UTF-8 a text may have. */
    static final int MAX_TEXT = 64 * 1024;

    /** How many values may be written together. */
    static final int MAX_CHANGES = 100;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern ID = Pattern.compile("[!-~]+"); // every visible character of ASCII

    private Names() {}

    /** The key of a ledger, or the subject of a courier or a log. */
    static String key(String key) {
        if (key.length() > MAX_LENGTH || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("A key or subject has parts of A-Z, a-z, 0-9, - and _ with single dots"
                    + " between them, and " + MAX_LENGTH + " characters at most; this one has not: " + quote(key));
        }
        return key;
    }

    /** What is to be written together. */
    static void changes(List<Ledger.Change> changes) {
        if (changes.size() > MAX_CHANGES) {
            throw new IllegalArgumentException("At most " + MAX_CHANGES + " values are written together, but these are "
                    + changes.size() + ": write them in parts");
        }
    }

    /** What keys begin with. */
    static String prefix(String prefix) {
        if (!prefix.isEmpty()
                && (prefix.length() > MAX_LENGTH
                        || !prefix.endsWith(".")
                        || !KEY.matcher(prefix.substring(0, prefix.length() - 1))
                                .matches())) {
            throw new IllegalArgumentException(
                    "A prefix is empty, or has whole parts of A-Z, a-z, 0-9, - and _, each with a dot"
                            + " behind it; this one has not: " + quote(prefix));
        }
        return prefix;
    }

    /** What a reader reads: a subject, or the beginning of some and {@code .>}, or {@code >} for all. */
    static String filter(String subject) {
        if (!subject.equals(">")) {
            key(subject.endsWith(".>") ? subject.substring(0, subject.length() - 2) : subject);
        }
        return subject;
    }

    /** Whether a subject is one of those that a filter means. */
    static boolean matches(String filter, String subject) {
        return filter.endsWith(">")
                ? subject.startsWith(filter.substring(0, filter.length() - 1))
                : filter.equals(subject);
    }

    /** Whether a text can be one part of a subject, and the name of a file on a server. */
    static boolean isName(String name) {
        return name.length() <= 64 && NAME.matcher(name).matches();
    }

    /** A name that becomes one part of a subject, and the name of a file on a server: a worker's, a bot's. */
    static String name(String what, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    what + " has A-Z, a-z, 0-9, - and _, and 64 characters at most; this one has not: " + quote(name));
        }
        return name;
    }

    static String id(String id) {
        if (id.length() > MAX_LENGTH || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("An id has visible characters of ASCII without spaces, and " + MAX_LENGTH
                    + " at most; this one has not: " + quote(id));
        }
        return id;
    }

    /** The bytes of a text that is stored or sent. */
    static byte[] text(String what, String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            if (bytes.remaining() <= MAX_TEXT) {
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                return copy;
            }
            throw new IllegalArgumentException(
                    what + " has " + bytes.remaining() + " bytes of UTF-8, of which " + MAX_TEXT + " are allowed");
        } catch (CharacterCodingException half) {
            throw new IllegalArgumentException(what + " has half of a surrogate pair, which UTF-8 does not know", half);
        }
    }

    /** The bytes of an event, which are few enough for its engine. */
    static void event(String id, byte[] event, int limit) {
        if (event.length > limit) {
            throw new IllegalArgumentException("The event " + id + " has " + event.length
                    + " bytes, of which the engine takes " + limit + "; see EventLog.maxEventBytes()");
        }
    }

    static long revision(String key, long revision) {
        if (revision < 0) {
            throw new IllegalArgumentException("A revision of " + key + " is not negative: " + revision);
        }
        return revision;
    }

    static Duration wait(String what, Duration wait) {
        if (!wait.isPositive() || wait.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException(what + " is positive and a year at most: " + wait);
        }
        return wait;
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().limit(100).forEach(c -> quoted.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return quoted.append(text.length() > 100 ? "...\", of " + text.length() + " characters" : "\"")
                .toString();
    }
}
