package dev.nightjar.cluster.examples;

import dev.nightjar.cluster.Cluster;
import dev.nightjar.cluster.ClusterConfig;
import dev.nightjar.cluster.NatsEngine;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One of the processes of {@link ClusterDemo}: a bot that prints the shard and the content of each message. It leaves on SIGTERM,
 * and dies when whoever has started it is gone.
 */
final class DemoMember {

    private DemoMember() {}

    /** Runs until SIGTERM: the arguments are the engine, the gateway, the name, the number of shards, and the lease. */
    public static void main(String[] args) throws Exception {
        GatewayConfig gateway = GatewayConfig.builder("token")
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .gatewayUrl(URI.create(args[1]))
                .build();
        Thread.ofPlatform().daemon().name("demo-watch").start(DemoMember::dieWithTheDemo);
        try (NatsEngine engine = NatsEngine.connect(args[0], "demo")) {
            ClusterConfig config = ClusterConfig.builder(gateway, engine)
                    .name(args[2])
                    .initialShards(Integer.parseInt(args[3]))
                    .lease(Duration.parse(args[4]))
                    .identifyQueue(shard -> {}) // the simulated gateway of the demo asks for no pauses
                    .build();
            try (Cluster cluster = Cluster.join(config)) {
                print(cluster);
            }
        }
    }

    private static void print(Cluster cluster) {
        // A line is written before the loop takes the next event, so what was printed is what was handled.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (ShardEvent next : cluster.events()) {
            if (next.event() instanceof MessageCreate m) {
                out.println("message " + next.shard().id().number() + " "
                        + m.message().content() + " .");
            }
        }
    }

    private static void dieWithTheDemo() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            // As at the end.
        }
        Runtime.getRuntime().halt(1);
    }
}
