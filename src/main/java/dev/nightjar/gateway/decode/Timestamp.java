package dev.nightjar.gateway.decode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The parser of Discord's times: ISO 8601 as in {@code 2026-11-01T12:34:56.789000+00:00}, and in some places Unix time.
 *
 * <p>Why it does not use {@link Instant#parse}: a message has a handful of times, and each would take eight times as long and
 * 1.6 KB.
 */
final class Timestamp {

    /**
     * The border between seconds and milliseconds. As seconds this is the year 5138, as milliseconds 1973, so the size of a
     * number shows its unit.
     */
    private static final long SMALLEST_MILLIS = 100_000_000_000L;

    private static final int SECONDS_A_DAY = 86_400;
    private static final int WITHOUT_FRACTION = "2026-11-01T12:34:56".length();

    private Timestamp() {}

    static Instant ofUnixTime(long time) {
        // No Math.abs: that of the smallest long is negative, and so would be seconds, which no Instant can hold.
        return -SMALLEST_MILLIS < time && time < SMALLEST_MILLIS
                ? Instant.ofEpochSecond(time)
                : Instant.ofEpochMilli(time);
    }

    /** The same for a time with a fraction, to the millisecond. */
    static Instant ofUnixTime(double time) {
        return Instant.ofEpochMilli(Math.round(Math.abs(time) < SMALLEST_MILLIS ? time * 1000 : time));
    }

    /** The time that a text means, or null if it is not a time. */
    static @Nullable Instant parse(byte[] text, int from, int end) {
        if (end - from < WITHOUT_FRACTION + 1
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || text[from + 10] != 'T'
                || text[from + 13] != ':'
                || text[from + 16] != ':') {
            return null;
        }
        int at = from + WITHOUT_FRACTION;
        int nanos = 0;
        if (text[at] == '.') {
            int unit = 1_000_000_000;
            for (at++; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
                unit /= 10;
                nanos += (text[at] - '0') * unit;
            }
        }
        int offset = offset(text, at, end);
        int year = number(text, from, 4);
        int hour = number(text, from + 11, 2);
        int minute = number(text, from + 14, 2);
        int second = number(text, from + 17, 2);
        if (offset == Integer.MIN_VALUE
                || (year | hour | minute | second) < 0
                || hour > 23
                || minute > 59
                || second > 60) {
            return null;
        }
        try {
            long day = LocalDate.of(year, number(text, from + 5, 2), number(text, from + 8, 2))
                    .toEpochDay();
            return Instant.ofEpochSecond(day * SECONDS_A_DAY + hour * 3600L + minute * 60L + second - offset, nanos);
        } catch (DateTimeException e) {
            return null; // the 31st of February is another shape
        }
    }

    /** The offset in seconds: Z, +00:00 or -05:30, and nothing after it; MIN_VALUE for anything else. */
    private static int offset(byte[] text, int at, int end) {
        if (end - at == 1 && text[at] == 'Z') {
            return 0;
        }
        if (end - at != 6 || text[at + 3] != ':' || (text[at] != '+' && text[at] != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + 4, 2);
        if (hours < 0 || minutes < 0) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    /** The number in some places, or -1 where one of them is no digit. */
    private static int number(byte[] text, int at, int places) {
        int value = 0;
        for (int i = at; i < at + places; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
