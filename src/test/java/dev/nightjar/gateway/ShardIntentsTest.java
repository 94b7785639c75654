package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The events of each intent, by the library's list and by the simulated gateway's, which does not import it. */
@Timeout(60)
class ShardIntentsTest {

    @ParameterizedTest
    @EnumSource(Intent.class)
    void theSimulatedGatewaySendsExactlyWhatAnIntentBrings(Intent intent) {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                Shard shard = Shard.open(
                        ShardId.ONE,
                        GatewayConfig.builder(Bench.TOKEN)
                                .intents(intent)
                                .gatewayUrl(gateway.url())
                                .build())) {
            SimulatedSession session = gateway.awaitSession();
            Set<EventType> sent = EnumSet.noneOf(EventType.class);
            Set<EventType> wanted = EnumSet.noneOf(EventType.class);

            for (EventType type : EnumSet.complementOf(EnumSet.of(EventType.READY, EventType.RESUMED))) {
                boolean fromGuild = session.dispatch(type.name(), "{\"guild_id\":\"1\"}") != 0;
                boolean fromDirectMessage = session.dispatch(type.name(), "{}") != 0;
                if (fromGuild || fromDirectMessage) {
                    sent.add(type);
                }
                Set<Intent> bringing = Intent.bringing(Set.of(type));
                if (bringing.isEmpty() || bringing.contains(intent)) {
                    wanted.add(type);
                }
            }

            assertThat(sent).isEqualTo(wanted);
            assertThat(shard.id()).isEqualTo(ShardId.ONE);
        }
    }
}
