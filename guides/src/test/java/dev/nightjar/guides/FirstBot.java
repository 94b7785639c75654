package dev.nightjar.guides;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Ready;
import java.io.IOException;

/** Answers !ping with pong. */
public final class FirstBot {

    private FirstBot() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        run(GatewayConfig.builder(System.getenv("DISCORD_TOKEN")));
    }

    static void run(GatewayConfig.Builder builder) throws IOException, InterruptedException {
        GatewayConfig config = builder.intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .build();
        Messages messages = new Messages(config);
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            for (Event event : shard.events()) {
                switch (event) {
                    case Ready ready ->
                        System.out.println("Logged in as " + ready.user().username());
                    case MessageCreate m
                    when m.message().content().equals("!ping") ->
                        messages.send(m.message().channelId(), "pong");
                    default -> {}
                }
            }
        }
    }
}
