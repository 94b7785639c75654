package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;

/** The shortest bot. */
final class FirstLoop {

    private FirstLoop() {}

    static void run(String token) {
        // @start region="loop"
        var config = GatewayConfig.builder(token)
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .build();
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            for (Event event : shard.events()) {
                switch (event) {
                    case MessageCreate m ->
                        System.out.println(m.message().author().username() + ": "
                                + m.message().content());
                    case Disconnected end -> System.out.println(end.reason() + ", next: " + end.next());
                    default -> {}
                }
            }
        }
        // @end
    }
}
