package dev.nightjar.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardMessage;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fleets whose loops are recorded, and replayed to other fleets. */
@Timeout(180)
class RecordedFleetTest {

    private static final int EVENTS = 300;

    @TempDir
    private Path folder;

    @Test
    void aLoopOverTheEventsOfAFleetIsReplayedToAnotherFleetShardByShard() throws Exception {
        List<String> lived = new ArrayList<>();
        try (SimulatedGateway gateway = simulated();
                Recorder recorder = Payloads.recorder(folder).open();
                Fleet fleet = open(gateway.url().toString())) {
            for (ShardEvent next : recorder.events(fleet.events())) {
                if (next.event().payload().op() == 0) {
                    lived.add(next.shard().id() + " " + next.event().payload().name() + " "
                            + next.event().payload().sequence());
                }
                if (lived.size() == EVENTS) {
                    break;
                }
            }
        }

        List<String> replayed = new ArrayList<>();
        try (ScriptedGateway gateway = ScriptedGateway.start();
                Replay replay = Replay.of(Recording.open(folder)).on(gateway);
                Fleet fleet = open(gateway.url().toString())) {
            assertThat(replay.shards()).containsExactlyInAnyOrder(new ShardId(0, 2), new ShardId(1, 2));
            for (ShardEvent next : fleet.events()) {
                if (next.event().payload().op() == 0) {
                    replayed.add(
                            next.shard().id() + " " + next.event().payload().name() + " "
                                    + next.event().payload().sequence());
                }
                if (replayed.size() == EVENTS) {
                    break;
                }
            }
            replay.await(Duration.ofSeconds(60));
        }

        assertThat(byShard(replayed)).isEqualTo(byShard(lived));
    }

    @Test
    void aLoopOverTheMessagesOfAFleetIsRecordedWithSessions() throws Exception {
        List<String> lived = new ArrayList<>();
        try (SimulatedGateway gateway = simulated();
                Recorder recorder = Payloads.recorder(folder).raw().open();
                Fleet fleet = open(gateway.url().toString())) {
            for (ShardMessage next : recorder.messages(fleet.messages())) {
                if (next.message() instanceof GatewayMessage.Text text) {
                    lived.add(next.shard().id() + " " + next.sessionId().orElse("") + " " + text.string());
                }
                if (lived.size() == EVENTS) {
                    break;
                }
            }
        }

        assertThat(Payloads.entries(Recording.open(folder)).stream()
                        .map(entry -> (Recorded.OfPayload) entry)
                        .map(of -> of.shard() + " " + of.sessionId().orElse("") + " "
                                + of.payload().string()))
                .containsExactlyElementsOf(lived);
    }

    private static SimulatedGateway simulated() {
        return SimulatedGateway.builder()
                .shards(2)
                .limitIdentifies(false)
                .eventsPerSecond(2_000)
                .start();
    }

    private static Fleet open(String url) {
        return Fleet.open(
                ShardRange.all(2),
                GatewayConfig.builder("token-of-the-tests")
                        .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                        .gatewayUrl(URI.create(url))
                        .identifyQueue(id -> {})
                        .build());
    }

    private static Map<String, List<String>> byShard(List<String> events) {
        return events.stream().collect(Collectors.groupingBy(event -> event.substring(0, event.indexOf(' '))));
    }
}
