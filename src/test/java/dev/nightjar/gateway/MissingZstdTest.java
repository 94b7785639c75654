package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine on which zstd-jni cannot load its native code, in a process of its own. */
@Timeout(60)
class MissingZstdTest {

    /** Opens a shard and says how it has ended. */
    static final class Bot {

        private Bot() {}

        /** Takes nothing. */
        public static void main(String[] args) {
            GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
                    .intents(Intent.GUILDS)
                    .gatewayUrl(URI.create("ws://127.0.0.1:1")) // it fails before it dials
                    .build();
            try (Shard shard = Shard.open(ShardId.ONE, config)) {
                for (Event event : shard.events()) {
                    System.out.println(event);
                }
            } catch (GatewayException e) {
                System.out.println(e.reason() + ": " + e.getMessage());
            }
        }
    }

    @Test
    void theLoopIsToldWhatHelps(@TempDir Path folder) throws Exception {
        Process bot = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder.resolve("missing"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bot.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        String output = new String(bot.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bot.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output)
                .startsWith("INTERNAL: The native code of zstd-jni does not load on this machine: ")
                .contains("Choose Compression.ZLIB")
                .doesNotContain("fault in this library");
    }
}
