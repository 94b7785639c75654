package dev.nightjar.gateway;

import java.util.List;

/** The JSON of Discord's ids, which are 64 bits without a sign. Pure. Discord: reference#snowflakes */
final class Snowflake {

    private Snowflake() {}

    // Discord: reference#id-serialization
    static String json(long id) {
        return Long.toUnsignedString(id);
    }

    static List<String> json(List<Long> ids) {
        return ids.stream().map(Snowflake::json).toList();
    }
}
