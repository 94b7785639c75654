package dev.nightjar.gateway;

import java.nio.ByteBuffer;

/** An item that arrives on a WebSocket: a part of a message, or, as the last one, the end. */
sealed interface Frame {

    /** A part of a binary message. */
    record Binary(ByteBuffer part, boolean last) implements Frame {}

    /** A part of a text message. */
    record Text(CharSequence part, boolean last) implements Frame {}

    /** Nothing will come after this. */
    record End(Ending ending) implements Frame {}
}
