package dev.nightjar.gateway;

import java.time.Instant;
import java.util.List;

/**
 * Discord's ids: 64 bits without a sign, of which the highest 42 say when the id was made. The events have ids as {@code long};
 * what has no sign must not be shown or parsed as a {@code long}. Pure.
 *
 * @see <a href="https://discord.com/developers/docs/reference#snowflakes">Discord: Snowflakes</a>
 */
public final class Snowflake {

    private static final long EPOCH_MILLIS = 1_420_070_400_000L; // the first second of 2015
    private static final int TIME_SHIFT = 22;
    private static final long LONGEST_MILLIS = -1L >>> TIME_SHIFT;

    private Snowflake() {}

    /**
     * When an id was made: a message was sent, a user or guild was created, an interaction began.
     *
     * @param id an id
     * @return its time, to the millisecond
     */
    public static Instant timeOf(long id) {
        return Instant.ofEpochMilli(EPOCH_MILLIS + (id >>> TIME_SHIFT));
    }

    /**
     * The least id of a time, to compare others with (by {@link Long#compareUnsigned}) or to ask the HTTP API for what came
     * before or after.
     *
     * @param time the time
     * @return the least id that has it
     * @throws IllegalArgumentException when no id can have it, as it is before 2015 or after 2154
     */
    public static long at(Instant time) {
        long millis = time.toEpochMilli() - EPOCH_MILLIS;
        if (millis < 0 || millis > LONGEST_MILLIS) {
            throw new IllegalArgumentException("An id's time is from 2015 to 2154, but this is " + time);
        }
        return millis << TIME_SHIFT;
    }

    /**
     * An id as Discord writes it.
     *
     * @param id an id
     * @return its digits
     */
    public static String string(long id) {
        return Long.toUnsignedString(id);
    }

    // Discord: reference#id-serialization
    static String json(long id) {
        return string(id);
    }

    static List<String> json(List<Long> ids) {
        return ids.stream().map(Snowflake::json).toList();
    }
}
