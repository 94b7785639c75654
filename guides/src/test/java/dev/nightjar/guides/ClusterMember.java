package dev.nightjar.guides;

import dev.nightjar.cluster.Cluster;
import dev.nightjar.cluster.ClusterConfig;
import dev.nightjar.cluster.Engine;
import dev.nightjar.cluster.EngineException;
import dev.nightjar.cluster.NatsEngine;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.ShardFailed;

/** One of the processes of a bot that has many. */
public final class ClusterMember {

    private ClusterMember() {}

    // @start region="main"
    public static void main(String[] args) throws EngineException, InterruptedException {
        GatewayConfig config = GatewayConfig.builder(System.getenv("DISCORD_TOKEN"))
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .build();
        try (Engine engine = NatsEngine.connect("nats://localhost:4222", "mybot")) {
            run(ClusterConfig.builder(config, engine).build());
        }
    }
    // @end

    // @start region="run"
    static void run(ClusterConfig config) throws EngineException, InterruptedException {
        try (Cluster cluster = Cluster.join(config)) {
            for (ShardEvent next : cluster.events()) {
                switch (next.event()) {
                    case MessageCreate m -> System.out.println(m.message().content());
                    case Resumed resumed ->
                        System.out.println("Shard " + next.shard().id() + " goes on in this process");
                    case ShardFailed failed -> throw failed.cause();
                    default -> {}
                }
            }
        }
    }
    // @end
}
