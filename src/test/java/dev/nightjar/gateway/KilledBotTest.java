package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed under load with SIGKILL, again and again, and those that follow resume: no event is lost. */
@Tag("slow")
@Timeout(120)
class KilledBotTest {

    private static final int KILLS = 4;

    @TempDir
    Path temp;

    @Test
    void whatTheKilledProcessesHaveHandledHasEveryEventAndOnlyThoseNotYetSavedTwice() throws Exception {
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().eventsPerSecond(2_000).start()) {
            Path folder = temp.resolve("sessions");
            List<Long> all = new ArrayList<>();
            long saved = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                List<Long> handled = runAndKill(gateway, folder, temp.resolve("notes-" + kill));

                // It went on behind what the one before had saved, in order and without a gap.
                assertThat(handled)
                        .isEqualTo(LongStream.range(saved + 1, saved + 1 + handled.size())
                                .boxed()
                                .toList());
                all.addAll(handled);
                saved = saved(gateway, folder);
                assertThat(saved).isPositive().isLessThanOrEqualTo(handled.getLast());
            }

            Set<Long> once = new HashSet<>(all);
            System.out.println(
                    KILLS + " kills: " + once.size() + " events, " + (all.size() - once.size()) + " of them twice");
            assertThat(once).hasSize(all.stream().mapToInt(Long::intValue).max().orElseThrow());
            assertThat(gateway.identifies()).hasSize(1);
            assertThat(gateway.resumes()).hasSize(KILLS - 1);
            assertThat(gateway.violations()).isEmpty();
        }
    }

    private List<Long> runAndKill(SimulatedGateway gateway, Path folder, Path notes) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledBot.class.getName(),
                        gateway.url().toString(),
                        folder.toString(),
                        notes.toString())
                .redirectError(temp.resolve("errors").toFile())
                .start();
        // Nothing interrupts a read: should the process hang, its end ends it.
        CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(process::destroyForcibly);
        try (BufferedReader output = process.inputReader()) {
            for (int i = 0; i < 2; i++) {
                assertThat(output.readLine()).as(this::errors).isEqualTo("500 more");
            }
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        return Files.readAllLines(notes).stream().map(Long::valueOf).toList();
    }

    private String errors() {
        try {
            return Files.readString(temp.resolve("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static long saved(SimulatedGateway gateway, Path folder) throws IOException {
        SessionStore.Key key = StoredSession.key(KilledBot.config(gateway.url(), folder), KilledBot.SHARD);
        return FileSessionStore.of(folder).load(key).orElseThrow().sequence();
    }
}
