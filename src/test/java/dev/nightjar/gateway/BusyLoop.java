package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Unknown;
import java.io.IOException;
import java.net.URI;

/**
 * A process whose loop runs in a virtual thread and computes, at the first event without a record, until it reads a line: it never
 * waits meanwhile, so that no other virtual thread runs where there is one processor for them.
 */
final class BusyLoop {

    private BusyLoop() {}

    /** Takes the gateway's URL. */
    public static void main(String[] arguments) throws InterruptedException {
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create(arguments[0]))
                .identifyQueue(shard -> {})
                .build();
        Thread loop = Thread.ofVirtual().start(() -> {
            try (Shard shard = Shard.open(ShardId.ONE, config)) {
                for (Event event : shard.events()) {
                    if (event instanceof Unknown) {
                        System.out.println("computing");
                        compute();
                        break;
                    }
                }
            } catch (IOException e) {
                System.err.println(e);
            }
        });
        loop.join();
    }

    /** Uses the processor and never waits: to ask how much could be read does not block. */
    private static void compute() throws IOException {
        while (System.in.available() == 0) {
            Thread.onSpinWait();
        }
    }
}
