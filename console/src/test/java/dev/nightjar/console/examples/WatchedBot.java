package dev.nightjar.console.examples;

import dev.nightjar.console.Console;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;

/** A bot whose shards can be watched in the browser. */
final class WatchedBot {

    private WatchedBot() {}

    static void run(String token) throws InterruptedException {
        GatewayConfig config =
                GatewayConfig.builder(token).intents(Intent.GUILD_MESSAGES).build();
        // @start region="open"
        try (Fleet fleet = Fleet.openRecommended(config);
                Console console = Console.open(fleet, 8080)) {
            System.out.println(console.url());
            for (ShardEvent next : fleet.events()) {
                console.count(next); // for close codes and the list of the busiest guilds
                if (next.event() instanceof MessageCreate m) {
                    System.out.println(m.message().content());
                }
            }
        }
        // @end
    }
}
