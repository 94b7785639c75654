package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who looks at a running shard with {@code jcmd PID Thread.dump_to_file -format=json}. */
@Timeout(60)
class ShardThreadDumpTest {

    @Test
    void aStructuredDumpShowsTheShardsScopeWithItsThreeSubtasksAllVirtual(@TempDir Path folder) throws IOException {
        try (Bench bench = Bench.open()) {
            bench.identified();
            bench.next(Ready.class);

            List<Map<String, Object>> containers = containers(dump(folder.resolve("threads.json")));

            Map<String, Object> scope = containers.stream()
                    .filter(container -> text(container, "container").startsWith("shard-0/"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no scope called shard-0 in " + containers));
            assertThat(threads(scope))
                    .extracting(thread -> text(thread, "name"))
                    .containsExactlyInAnyOrder("shard-0/reader", "shard-0/heartbeat", "shard-0/writer");
            assertThat(threads(scope))
                    .extracting(thread -> Long.parseLong(text(thread, "tid")))
                    .doesNotContainAnyElementsOf(platformThreads())
                    .doesNotContain(Long.parseLong(text(scope, "owner")));
            assertThat(platformThreads()).doesNotContain(Long.parseLong(text(scope, "owner")));
        }
    }

    @Test
    void aFleetsScopeHasItsShardsAndEachShardItsOwnScope(@TempDir Path folder) throws IOException {
        try (var gateway = SimulatedGateway.builder().maxConcurrency(2).start()) {
            GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
                    .intents(Intent.GUILDS)
                    .gatewayUrl(gateway.url())
                    .identifyQueue(id -> {})
                    .build();
            try (Fleet fleet = Fleet.open(ShardRange.all(2), config)) {
                int up = 0;
                for (ShardEvent next : fleet.events()) {
                    up += next.event() instanceof Ready ? 1 : 0;
                    if (up == 2) {
                        break;
                    }
                }

                List<Map<String, Object>> containers = containers(dump(folder.resolve("threads.json")));

                assertThat(containers)
                        .filteredOn(container -> text(container, "container").startsWith("fleet/"))
                        .singleElement()
                        .satisfies(scope -> assertThat(threads(scope))
                                .extracting(thread -> text(thread, "name"))
                                .containsExactlyInAnyOrder("fleet/shard-0", "fleet/shard-1"));
                assertThat(containers)
                        .filteredOn(container -> text(container, "parent").startsWith("fleet/"))
                        .extracting(container -> text(container, "container").replaceAll("/.*", ""))
                        .containsExactlyInAnyOrder("shard-0", "shard-1");
            }
        }
    }

    private static Map<String, Object> dump(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toAbsolutePath().toString(), ThreadDumpFormat.JSON);
        return JSON.std.mapFrom(Files.readString(file));
    }

    private static List<Map<String, Object>> containers(Map<String, Object> dump) {
        return objects(member(object(member(dump, "threadDump")), "threadContainers"));
    }

    private static List<Map<String, Object>> threads(Map<String, Object> container) {
        return objects(member(container, "threads"));
    }

    private static Object member(Map<String, Object> object, String name) {
        return Objects.requireNonNull(object.get(name), name);
    }

    private static List<Map<String, Object>> objects(Object list) {
        List<Map<String, Object>> objects = new ArrayList<>();
        ((List<?>) list).forEach(element -> objects.add(object(Objects.requireNonNull(element))));
        return objects;
    }

    @SuppressWarnings("unchecked") // what jackson-jr makes of a JSON object
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    /** Numbers are strings up to JDK 26 and numbers after. */
    private static String text(Map<String, Object> object, String name) {
        return String.valueOf(object.get(name));
    }

    /** Only platform threads are known to this bean. */
    private static List<Long> platformThreads() {
        List<Long> ids = new ArrayList<>();
        for (long id : ManagementFactory.getThreadMXBean().getAllThreadIds()) {
            ids.add(id);
        }
        return ids;
    }
}
