package dev.nightjar.moduletests.opened;

import dev.nightjar.gateway.event.Payload;

/** A private record that the library can make nevertheless. */
public final class Opened {

    private record Message(String content) {}

    private Opened() {}

    /** The payload as the private record. */
    public static Object read(Payload payload) {
        return payload.as(Message.class);
    }
}
