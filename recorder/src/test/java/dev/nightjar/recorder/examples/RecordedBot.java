package dev.nightjar.recorder.examples;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.recorder.Recorder;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A bot whose last events are kept. */
final class RecordedBot {

    private RecordedBot() {}

    static void run(GatewayConfig config, ShardRange shards, Path folder, Consumer<ShardEvent> handle) {
        // @start region="record"
        try (Recorder recorder = Recorder.open(folder);
                Fleet fleet = Fleet.open(shards, config)) {
            for (ShardEvent event : recorder.events(fleet.events())) {
                handle.accept(event);
            }
        }
        // @end
    }
}
