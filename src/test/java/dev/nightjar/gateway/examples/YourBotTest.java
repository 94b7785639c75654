package dev.nightjar.gateway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import org.junit.jupiter.api.Test;

/** A user's test of a bot against the simulated gateway. */
class YourBotTest {

    @Test
    void aMessageArrivesAcrossAReconnect() {
        // @start region="test"
        try (SimulatedGateway gateway = SimulatedGateway.builder().start();
                Shard shard = Shard.open(
                        ShardId.ONE,
                        GatewayConfig.builder("any")
                                .intents(Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                                .gatewayUrl(gateway.url())
                                .build())) {
            SimulatedSession session = gateway.awaitSession();
            gateway.faults().reconnect();
            session.awaitResumes(1);
            session.dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"guild_id\":\"2\",\"content\":\"hi\"}");

            for (Event event : shard.events()) {
                if (event instanceof MessageCreate m) {
                    assertThat(m.message().content()).isEqualTo("hi");
                    break;
                }
            }
        }
        // @end
    }
}
