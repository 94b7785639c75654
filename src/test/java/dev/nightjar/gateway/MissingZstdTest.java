package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine on which zstd-jni cannot load its native code, and a program without its jar, each in a process of its own. */
@Timeout(60)
class MissingZstdTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

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

    /** Logs in with each other compression, and says what it has got. The argument is the gateway's URL. */
    static final class Others {

        private Others() {}

        /** Takes the URL. */
        public static void main(String[] args) {
            GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
                    .intents(Intent.GUILDS)
                    .gatewayUrl(URI.create(args[0]))
                    .identifyQueue(shard -> {})
                    .build();
            for (Compression other : EnumSet.complementOf(EnumSet.of(Compression.ZSTD))) {
                try (Shard shard = Shard.open(
                        ShardId.ONE, config.toBuilder().compression(other).build())) {
                    for (Event event : shard.events()) {
                        if (event instanceof Ready) {
                            System.out.println(other + " READY");
                            break;
                        }
                    }
                }
            }
            try (Shard shard = Shard.open(ShardId.ONE, config)) {
                System.out.println("opened " + shard);
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void theLoopIsToldWhatHelps(@TempDir Path folder) throws Exception {
        String output = run("-Djava.io.tmpdir=" + folder.resolve("missing"), "-cp", CLASS_PATH, Bot.class.getName());

        assertThat(output)
                .startsWith("INTERNAL: The native code of zstd-jni does not load on this machine: ")
                .contains("Choose Compression.ZLIB")
                .doesNotContain("fault in this library");
    }

    @Test
    void withoutItsJarTheOtherCompressionsWorkAndZstdIsRefusedAtOnceWithTheRemedy() throws Exception {
        String withoutZstd = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("zstd-jni"))
                .collect(Collectors.joining(File.pathSeparator));

        try (SimulatedGateway gateway =
                SimulatedGateway.builder().limitIdentifies(false).start()) {
            String output = run("-cp", withoutZstd, Others.class.getName(), "" + gateway.url());

            assertThat(output.lines())
                    .containsExactly(
                            "ZLIB READY",
                            "PAYLOAD READY",
                            "NONE READY",
                            "Compression.ZSTD, which is the default, needs zstd-jni, and this program has been put together without it:"
                                    + " add the dependency com.github.luben:zstd-jni, or choose"
                                    + " GatewayConfig.Builder.compression(Compression.ZLIB)");
        }
    }

    /** What a program says on its standard output that ends by itself. */
    private static String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Process bot = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        String output = new String(bot.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bot.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
