package dev.nightjar.cluster.examples;

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

/** A bot of which any number of processes run at the same time: each of them is this program. */
public final class ClusterBot {

    private ClusterBot() {}

    /**
     * Runs one of the processes until Ctrl-C or SIGTERM, with the token in the environment variable {@code DISCORD_TOKEN}.
     *
     * @param args not used
     * @throws EngineException when the engine cannot be reached
     * @throws InterruptedException when the thread is interrupted as it joins
     */
    public static void main(String[] args) throws EngineException, InterruptedException {
        String token = System.getenv("DISCORD_TOKEN");
        // @start region="connect"
        var config = GatewayConfig.builder(token)
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .build();
        try (Engine engine = NatsEngine.connect("nats://localhost:4222", "mybot")) {
            run(config, engine);
        }
        // @end
    }

    /**
     * Prints what comes on the shards of this process.
     *
     * @param config how the shards connect
     * @param engine what the processes have in common
     * @throws EngineException when the engine cannot be reached
     * @throws InterruptedException when the thread is interrupted as it joins
     */
    public static void run(GatewayConfig config, Engine engine) throws EngineException, InterruptedException {
        // @start region="loop"
        try (Cluster cluster =
                Cluster.join(ClusterConfig.builder(config, engine).build())) {
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
        // @end
    }
}
