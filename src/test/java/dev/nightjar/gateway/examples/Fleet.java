package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Intent;
import dev.nightjar.gateway.LocalIdentifyQueue;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Several shards in one process. */
final class Fleet {

    private Fleet() {}

    static void run(String token, int total, int maxConcurrency, Consumer<Event> handler) {
        // @start region="fleet"
        GatewayConfig config = GatewayConfig.builder(token)
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                .identifyQueue(LocalIdentifyQueue.of(maxConcurrency))
                .build();
        try (ExecutorService loops = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < total; number++) {
                ShardId id = new ShardId(number, total);
                loops.execute(() -> {
                    try (Shard shard = Shard.open(id, config)) {
                        shard.events().forEach(handler);
                    }
                });
            }
        }
        // @end
    }
}
