package dev.nightjar.guides;

import dev.nightjar.gateway.Backlog;
import dev.nightjar.gateway.Compression;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import java.util.EnumSet;
import java.util.function.Consumer;

/** Settings that cost or save memory and time. */
final class Tuned {

    private Tuned() {}

    static void some(Shard shard, Consumer<Event> bot) {
        // @start region="some"
        for (Event event : shard.events(EnumSet.of(EventType.MESSAGE_CREATE, EventType.INTERACTION_CREATE))) {
            bot.accept(event);
        }
        // @end
    }

    static GatewayConfig small(GatewayConfig.Builder builder) {
        // @start region="buffers"
        GatewayConfig config =
                builder.eventBuffer(1_000).eventBufferBytes(4 << 20).build();
        // @end
        return config;
    }

    static void look(Shard shard) {
        // @start region="backlog"
        Backlog backlog = shard.backlog();
        System.out.println(
                backlog.events() + " events wait, and the shard has stopped reading " + backlog.stalls() + " times");
        // @end
    }

    static GatewayConfig withZlib(GatewayConfig.Builder builder) {
        // @start region="zlib"
        GatewayConfig config = builder.compression(Compression.ZLIB).build();
        // @end
        return config;
    }
}
