package dev.nightjar.guides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.ClusterConfig;
import dev.nightjar.cluster.LocalEngine;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program of the guide on clusters, twice in this process and with the engine in memory. */
@Timeout(180)
@SuppressWarnings("try") // what must be closed is not always used before
class ClusterMemberTest {

    @Test
    void aSecondMemberTakesAShareAndTheFirstTakesItBackWithItsSession() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.builder()
                        .shards(2)
                        .limitIdentifies(false)
                        .start();
                LocalEngine engine = LocalEngine.open();
                Printed printed = new Printed();
                Running first = Running.start(() -> ClusterMember.run(member("first", gateway, engine)))) {
            SimulatedSession session = gateway.awaitSession();
            SimulatedSession other = gateway.awaitSession();

            try (Running second = Running.start(() -> ClusterMember.run(member("second", gateway, engine)))) {
                printed.await("Shard ");
            }
            printed.await("Shard ");

            session.dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"guild_id\":\"2\",\"content\":\"hello\"}");
            printed.await("hello");
            assertThat(session.resumes() + other.resumes()).isGreaterThanOrEqualTo(2);
            assertThat(gateway.identifies()).hasSize(2);
        }
    }

    private static ClusterConfig member(String name, SimulatedGateway gateway, LocalEngine engine) {
        GatewayConfig config = GatewayConfig.builder("any")
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .gatewayUrl(gateway.url())
                .apiUrl(gateway.httpUrl())
                .build();
        return ClusterConfig.builder(config, engine)
                .name(name)
                .identifyQueue(shard -> {})
                .build();
    }
}
