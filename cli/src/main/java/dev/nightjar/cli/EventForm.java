package dev.nightjar.cli;

import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import java.time.Instant;

/** A form in which an event is shown in one line. Pure. */
sealed interface EventForm permits EventText, EventJson {

    /** The line, without a line break. */
    String line(Instant time, ShardId shard, Event event);
}
