package dev.nightjar.recorder;

import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Payload;
import org.jspecify.annotations.Nullable;

/** One thing that is to be written, as the loop's thread leaves it: nothing is copied or decoded. */
sealed interface Entry {

    /** How much memory it holds, about. */
    default long bytes() {
        return 0;
    }

    /** Whether the loop was given it; a gap is none. */
    default boolean isEvent() {
        return true;
    }

    record OfPayload(long millis, ShardId shard, @Nullable String sessionId, Payload payload) implements Entry {

        @Override
        public long bytes() {
            return payload.size();
        }
    }

    record OfEvent(long millis, ShardId shard, Event event) implements Entry {

        @Override
        public long bytes() {
            return event.payload().size();
        }
    }

    record OfClose(long millis, ShardId shard, @Nullable String sessionId, GatewayMessage.Close close)
            implements Entry {}

    record Gap(long millis, long untilMillis, long events, long lost) implements Entry {

        @Override
        public boolean isEvent() {
            return false;
        }
    }
}
