package dev.nightjar.moduletests;

import dev.nightjar.gateway.Compression;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.PayloadException;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.moduletests.opened.Opened;
import dev.nightjar.moduletests.shown.Shown;
import java.net.URI;

/**
 * A bot that says what it got: READY, and the first message, as the library's record and as three of its own. The arguments
 * are the gateway's URL and the compression.
 */
public final class Bot {

    /** A record in a package that the module neither exports nor opens. */
    private record Hidden(String content) {}

    private Bot() {}

    public static void main(String[] args) {
        GatewayConfig config = GatewayConfig.builder("any")
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create(args[0]))
                .compression(Compression.valueOf(args[1]))
                .build();
        System.out.println("module: " + Bot.class.getModule().getName());
        try (Shard shard = Shard.open(ShardId.ONE, config)) {
            for (Event event : shard.events()) {
                if (event instanceof Ready) {
                    System.out.println("READY");
                } else if (event instanceof MessageCreate message) {
                    System.out.println("message: " + message.message().content());
                    printOwnRecords(event.payload());
                    break;
                }
            }
        }
    }

    private static void printOwnRecords(Payload payload) {
        System.out.println("exported: " + payload.as(Shown.class));
        System.out.println("opened: " + Opened.read(payload));
        try {
            System.out.println("hidden: " + payload.as(Hidden.class));
        } catch (PayloadException e) {
            System.out.println("hidden: " + e.getMessage());
        }
    }
}
