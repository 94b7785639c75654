package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand shards in one process, with the gateway in another, and the buffer sizes that the README recommends. */
@Tag("slow")
@Timeout(180)
class ManyShardsTest {

    private static final int SHARDS = 1_000;
    private static final int HEARTBEAT = 1;

    @Test
    void aThousandShardsBeatOnAFewThreadsAndAllResumeWhenAllAreToldToReconnect() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.builder()
                .limitIdentifies(false)
                .sessionStarts(SHARDS + 1)
                .guilds(0)
                .heartbeatInterval(Duration.ofSeconds(20))
                .start()) {
            Process process = start(gateway);
            // Nothing interrupts a read: should the process hang, its end ends it.
            CompletableFuture.delayedExecutor(150, TimeUnit.SECONDS).execute(process::destroyForcibly);
            try (BufferedReader output = process.inputReader()) {
                assertThat(output.readLine()).isEqualTo("READY");
                for (int beats = 1; beats <= 2; beats++) {
                    gateway.awaitReceived(HEARTBEAT, beats * SHARDS);
                }
                process.outputWriter().append('\n').flush();
                String cost = Objects.requireNonNull(output.readLine());

                gateway.faults().reconnect();

                String resumed = Objects.requireNonNull(output.readLine());
                System.out.println(cost + ", " + resumed);
                assertThat(resumed).startsWith("RESUMED");
                assertThat(platformThreads(cost)).isLessThan(SHARDS / 10);
            } finally {
                process.destroyForcibly();
                process.waitFor();
            }
            List<SimulatedSession> sessions = gateway.sessions().stream()
                    .filter(session -> session.shards() == SHARDS)
                    .toList();
            assertThat(sessions).hasSize(SHARDS).allMatch(session -> session.resumes() == 1);
            assertThat(gateway.violations()).isEmpty();
        }
    }

    private static Process start(SimulatedGateway gateway) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Djdk.httpclient.websocket.writeBufferSize=4096",
                        "-Djdk.httpclient.websocket.intermediateBufferSize=4096",
                        "-Djdk.httpclient.bufsize=4096",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyShards.class.getName(),
                        gateway.url().toString(),
                        String.valueOf(SHARDS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int platformThreads(String cost) {
        return Integer.parseInt(cost.replaceAll("(?s).*, (\\d+) platform threads", "$1"));
    }
}
