package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Beats are independent of what users do with the carriers of virtual threads. */
@Timeout(120)
class BusyLoopTest {

    private static final int INTERVAL = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    @Test
    void aLoopInAVirtualThreadThatComputesOnTheOnlyProcessorHoldsUpNoBeat() throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start()) {
            Process process = start(gateway);
            try (BufferedReader output = process.inputReader();
                    Writer input = process.outputWriter()) {
                Client client = gateway.accept(PATIENCE);
                client.hello(INTERVAL);
                client.expect(2, PATIENCE);
                client.ready("session");
                client.dispatch("NEW_THING", 2, "{}");
                assertThat(output.readLine()).as(this::errors).isEqualTo("computing");
                long before = beats(client);

                for (int i = 0; i < 4; i++) {
                    client.expectBeat(PATIENCE);
                }
                while (beats(client) < before + 4) {
                    client.expectBeat(PATIENCE);
                }
                assertThat(client.isOpen()).isTrue();

                input.write("enough\n");
                input.flush();
                assertThat(client.closed().code()).isEqualTo(1000);
            } finally {
                process.destroyForcibly();
                process.waitFor();
            }
            assertThat(gateway.connections()).isOne();
        }
    }

    private static long beats(Client client) {
        return client.received().stream().filter(payload -> payload.op() == 1).count();
    }

    private Process start(ScriptedGateway gateway) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BusyLoop.class.getName(),
                        gateway.url().toString())
                .redirectError(temp.resolve("errors").toFile())
                .start();
    }

    private String errors() {
        try {
            return Files.readString(temp.resolve("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
