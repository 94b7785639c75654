package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Payload;
import org.jspecify.annotations.Nullable;

/** An element of the mailbox: what goes from the engine to the user's loop. */
sealed interface Parcel {

    /** A payload of the gateway, and, if it is a READY, the session that it has established. */
    record Received(Payload payload, @Nullable Session established) implements Parcel {

        boolean isDispatch() {
            return payload.op() == Protocol.DISPATCH;
        }
    }

    /** A lifecycle event. */
    record Notice(Event event) implements Parcel {}
}
