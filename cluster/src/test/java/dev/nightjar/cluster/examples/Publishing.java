package dev.nightjar.cluster.examples;

import dev.nightjar.cluster.Cluster;
import dev.nightjar.cluster.ClusterConfig;
import dev.nightjar.cluster.Engine;
import dev.nightjar.cluster.EngineException;
import dev.nightjar.cluster.EventLogLimits;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.event.EventType;
import java.util.Set;

/** A bot that handles nothing itself: it appends its events to a stream, from which workers read. */
public final class Publishing {

    private Publishing() {}

    /**
     * Appends the messages that come on the shards of this process, until it leaves.
     *
     * @param config how the shards connect
     * @param engine what the processes have in common
     * @throws EngineException when the engine cannot be reached
     * @throws InterruptedException when the thread is interrupted as it joins
     */
    public static void run(GatewayConfig config, Engine engine) throws EngineException, InterruptedException {
        // @start region="publish"
        try (Cluster cluster =
                Cluster.join(ClusterConfig.builder(config, engine).build())) {
            cluster.publish(engine.eventLog(EventLogLimits.DEFAULT), Set.of(EventType.MESSAGE_CREATE));
        }
        // @end
    }
}
