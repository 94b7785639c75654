package dev.nightjar.gateway.simulator;

import org.jspecify.annotations.Nullable;

/** The intents of a session, as the bits of its IDENTIFY. Immutable. Discord: gateway#gateway-intents */
record Intents(long bits) {

    /** Whether a value of an IDENTIFY can be read: a whole number, also as text, in which some clients send it. */
    static boolean areIn(@Nullable Object value) {
        return value instanceof Integer
                || value instanceof Long
                || (value instanceof String digits && digits.matches("\\d{1,18}"));
    }

    /** The intents that an IDENTIFY names; none where they cannot be read. */
    static Intents of(Received identify) {
        Object value = identify.data().get("intents");
        return new Intents(areIn(value) ? Long.parseLong(String.valueOf(value)) : 0);
    }

    boolean has(Intent intent) {
        return hasAny(intent.mask());
    }

    /** Whether one of them is among these bits. */
    boolean hasAny(long mask) {
        return (bits & mask) != 0;
    }

    /** Whether one of them does not exist. */
    boolean hasUnknown() {
        return hasAny(~Intent.all());
    }

    /** Whether GUILD_CREATE shows more members than the bot. Discord: gateway-events#guild-create */
    boolean showPeople() {
        return has(Intent.GUILD_PRESENCES);
    }
}
