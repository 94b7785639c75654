package dev.nightjar.gateway;

import java.util.List;

/** Discord's ids, which are 64 bits without a sign. Pure. Discord: reference#snowflakes */
final class Snowflake {

    private Snowflake() {}

    static void check(String what, long id) {
        if (id == 0) {
            throw new IllegalArgumentException(what + " must not be 0, which stands for an absent id");
        }
    }

    // Discord: reference#id-serialization
    static String json(long id) {
        return Long.toUnsignedString(id);
    }

    static List<String> json(List<Long> ids) {
        return ids.stream().map(Snowflake::json).toList();
    }
}
