package dev.nightjar.recorder.examples;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import dev.nightjar.recorder.Recording;
import dev.nightjar.recorder.Replay;
import java.nio.file.Path;
import java.util.function.Predicate;

/** A bug from production as a test. */
final class ReplayedBug {

    private ReplayedBug() {}

    static boolean isFound(Path recording, Predicate<Event> bot) {
        // @start region="replay"
        try (ScriptedGateway gateway = ScriptedGateway.start();
                Replay replay = Replay.of(Recording.open(recording)).speed(10).on(gateway);
                Shard shard = Shard.open(replay.shards().getFirst(), config(gateway))) {
            for (Event event : shard.events()) {
                if (bot.test(event)) {
                    return true;
                }
            }
            return false;
        }
        // @end
    }

    private static GatewayConfig config(ScriptedGateway gateway) {
        return GatewayConfig.builder("token")
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                .gatewayUrl(gateway.url())
                .build();
    }
}
