package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Ready;
import java.net.URI;
import java.util.Map;

/** A bot that can be trained: its environment may name another gateway than Discord's. */
public final class Trained {

    private Trained() {}

    public static void main(String[] arguments) {
        GatewayConfig.Builder config = GatewayConfig.builder(System.getenv().getOrDefault("DISCORD_TOKEN", "training"))
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT);
        // @start region="urls"
        Map<String, String> environment = System.getenv();
        if (environment.containsKey("GATEWAY_URL")) {
            config.gatewayUrl(URI.create(environment.get("GATEWAY_URL")))
                    .apiUrl(URI.create(environment.get("API_URL")));
        }
        // @end

        Shard shard = Shard.open(ShardId.ONE, config.build());
        Runtime.getRuntime().addShutdownHook(new Thread(shard::suspend));
        for (Event event : shard.events()) {
            switch (event) {
                case Ready ready ->
                    System.out.println("READY with " + ready.guilds().size() + " guilds");
                case MessageCreate m
                when m.message().content().startsWith("!hello") ->
                    System.out.println("Hello, " + m.message().author().username());
                default -> {}
            }
        }
    }
}
