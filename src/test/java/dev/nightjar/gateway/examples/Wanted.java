package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import java.util.EnumSet;

/** A loop over some types only. */
final class Wanted {

    private Wanted() {}

    static void run(Shard shard) {
        // @start region="wanted"
        for (Event event : shard.events(EnumSet.of(EventType.MESSAGE_CREATE, EventType.MESSAGE_DELETE))) {
            System.out.println(event);
        }
        // @end
    }
}
