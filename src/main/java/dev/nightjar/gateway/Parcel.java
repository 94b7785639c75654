package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Payload;
import org.jspecify.annotations.Nullable;

/** What travels from the engine to the user's loop. */
sealed interface Parcel {

    /** A payload of the gateway; with READY the session that it has established. */
    record Received(Payload payload, @Nullable Session established) implements Parcel {

        boolean isDispatch() {
            return payload.op() == Protocol.DISPATCH;
        }
    }

    /** A lifecycle event of the shard's own. */
    record Notice(Event event) implements Parcel {}
}
