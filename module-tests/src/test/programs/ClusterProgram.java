import dev.nightjar.cluster.Cluster;
import dev.nightjar.cluster.ClusterConfig;
import dev.nightjar.cluster.Engine;
import dev.nightjar.cluster.EngineException;
import dev.nightjar.cluster.LocalEngine;
import dev.nightjar.cluster.NatsEngine;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import java.net.URI;

/** A program without a build: java compiles it with the modules on its module path, and runs it. Its argument is a gateway. */
public final class ClusterProgram {

    public static void main(String[] args) throws Exception {
        System.out.println("cluster: " + Cluster.class.getModule().getName());
        try (Engine nats = NatsEngine.connect("nats://127.0.0.1:1", "bot")) {
            System.out.println("nats: there is a server");
        } catch (EngineException e) {
            System.out.println("nats: " + e.getMessage());
        }
        GatewayConfig gateway = GatewayConfig.builder("token")
                .intents(Intent.GUILD_MESSAGES)
                .gatewayUrl(URI.create(args[0]))
                .build();
        try (Engine engine = LocalEngine.open()) {
            ClusterConfig config = ClusterConfig.builder(gateway, engine)
                    .initialShards(1)
                    .identifyQueue(shard -> {})
                    .build();
            try (Cluster cluster = Cluster.join(config)) {
                for (ShardEvent next : cluster.events()) {
                    if (next.event() instanceof MessageCreate m) {
                        System.out.println("message: " + m.message().content());
                        return;
                    }
                }
            }
        }
    }
}
