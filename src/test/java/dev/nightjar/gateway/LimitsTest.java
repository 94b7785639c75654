package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.Received;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Behaviours 55 and 79: the limits as the gateway measures them, in the time that they take. */
@Tag("slow")
@Timeout(150)
class LimitsTest {

    private static final long MINUTE = TimeUnit.SECONDS.toNanos(60);

    @Test
    void twoHundredCommandsNeverExceedTheLimitInAnyMinuteAndBeatsGoOnBesideThem() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified(41_250);
            bench.next(Ready.class);

            for (int i = 0; i < 200; i++) {
                bench.shard.sendJson("{\"op\":3,\"d\":" + i + "}");
            }
            for (int i = 0; i < 200; i++) {
                assertThat(client.expect(3, Duration.ofSeconds(90)).d()).isEqualTo(i);
            }

            List<Received> all = client.received();
            assertThat(mostInAMinute(
                            all.stream().filter(payload -> payload.op() != 1).toList()))
                    .isEqualTo(117);
            assertThat(mostInAMinute(all)).isLessThanOrEqualTo(120);
            assertThat(all).anyMatch(payload -> payload.op() == 1);
        }
    }

    @Test
    void identifiesOfOneBucketArriveFiveSecondsApart() {
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().maxConcurrency(2).guilds(0).start()) {
            GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
                    .intents(Intent.GUILDS)
                    .gatewayUrl(gateway.url())
                    .identifyQueue(LocalIdentifyQueue.of(2))
                    .build();
            try (Fleet fleet = Fleet.open(ShardRange.all(4), config)) {
                int up = 0;
                for (ShardEvent next : fleet.events()) {
                    up += next.event() instanceof Ready ? 1 : 0;
                    if (up == 4) {
                        break;
                    }
                }

                List<Received> identifies = gateway.identifies();
                for (int bucket = 0; bucket < 2; bucket++) {
                    int key = bucket;
                    List<Long> arrivals = identifies.stream()
                            .filter(identify -> number(identify) % 2 == key)
                            .map(Received::nanos)
                            .toList();
                    assertThat(arrivals).hasSize(2);
                    assertThat(arrivals.get(1) - arrivals.get(0)).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(5));
                }
                assertThat(gateway.violations()).isEmpty();
            }
        }
    }

    private static int number(Received identify) {
        return identify.data().get("shard") instanceof List<?> shard && shard.getFirst() instanceof Integer number
                ? number
                : -1;
    }

    /** The most payloads that have arrived within one minute, wherever it begins. */
    private static int mostInAMinute(List<Received> payloads) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < payloads.size(); to++) {
            while (payloads.get(to).nanos() - payloads.get(from).nanos() > MINUTE) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
