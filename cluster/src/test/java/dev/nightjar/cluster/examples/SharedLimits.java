package dev.nightjar.cluster.examples;

import dev.nightjar.cluster.ClusterIdentifyQueue;
import dev.nightjar.cluster.Engine;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;

/** Two processes, each with half of a bot's shards, which share nothing but the limits of IDENTIFY. */
public final class SharedLimits {

    private SharedLimits() {}

    /**
     * Prints the messages that come on some of a bot's shards.
     *
     * @param token the bot's token
     * @param engine the same server in each process
     * @param shards the first process has {@code new ShardRange(0, 8, 16)}, the second one {@code new ShardRange(8, 8, 16)}
     */
    public static void run(String token, Engine engine, ShardRange shards) {
        // @start region="shared"
        GatewayConfig.Builder builder = GatewayConfig.builder(token).intents(Intent.GUILD_MESSAGES);
        GatewayConfig config = builder.identifyQueue(ClusterIdentifyQueue.of(engine.ledger(), builder.build()))
                .build();
        try (Fleet fleet = Fleet.open(shards, config)) { // 0 to 7 of 16 in one process, 8 to 15 in the other
            for (ShardEvent next : fleet.events()) {
                if (next.event() instanceof MessageCreate m) {
                    System.out.println(m.message().content());
                }
            }
        }
        // @end
    }
}
