package dev.nightjar.gateway;

import java.nio.ByteBuffer;

/** What comes in on a WebSocket: parts of messages, and in the end the end. */
sealed interface Frame {

    /** A part of a binary message. */
    record Binary(ByteBuffer part, boolean last) implements Frame {}

    /** A part of a text message. */
    record Text(CharSequence part, boolean last) implements Frame {}

    /** Nothing will come after this. */
    record End(Ending ending) implements Frame {}
}
