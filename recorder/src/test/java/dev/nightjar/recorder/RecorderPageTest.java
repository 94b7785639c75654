package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on recordings, docs/recording.md, says what is written. Runs in the module's folder, as Maven does. */
class RecorderPageTest {

    @Test
    void itsProgramsAreThoseOfTheExamples() throws IOException {
        StringBuilder examples = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/dev/nightjar/recorder/examples"))) {
            for (Path file : files.toList()) {
                examples.append(Files.readString(file));
            }
        }

        assertThat(blocks("java")).isNotEmpty();
        assertThat(withoutBlanks(examples.toString())).contains(blocks("java"));
    }

    @Test
    void itsLinesAreThoseOfARecording(@TempDir Path folder) throws IOException {
        Instant time = Instant.ofEpochMilli(1_767_225_600_123L);
        ShardId shard = new ShardId(3, 16);
        try (Recorder recorder = Payloads.recorder(folder)
                .raw()
                .queue(4, 1 << 20)
                .clock(() -> time)
                .flushInterval(Duration.ofHours(1))
                .open()) {
            recorder.add(
                    shard,
                    new GatewayMessage.Text(
                            Payload.of("{\"t\":\"RESUMED\",\"s\":42,\"op\":0,\"d\":{}}".getBytes(UTF_8))));
            recorder.add(
                    shard,
                    new Disconnected(
                            Disconnected.Cause.CLOSED_BY_GATEWAY,
                            4000,
                            "Unknown error",
                            Disconnected.Next.RESUME,
                            Duration.ofMillis(873)));
            recorder.add(shard, new GatewayMessage.Text(Payload.of("{\"op\":".getBytes(UTF_8))));
            recorder.add(shard, new GatewayMessage.Close(Disconnected.Cause.CONNECTION_LOST, 1006, "reset"));
        }

        String plain = RecordedBytes.plain(folder);
        List<String> lines = new ArrayList<>();
        blocks("json").forEach(block -> lines.addAll(List.of(block.split("(?<=\\})(?=\\{\"at\":)"))));
        assertThat(lines).hasSizeGreaterThan(4);
        assertThat(lines.stream().filter(line -> !line.contains("\"missing\"") && !line.contains("\"run\"")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(withoutBlanks(plain)).contains(line));
    }

    @Test
    void itsHeaderIsThatOfAFile() throws IOException {
        Header header = new Header(1, 3, false, 16, List.of("custom_id"));

        assertThat(blocks("json"))
                .anySatisfy(
                        block -> assertThat(new String(header.bytes(), UTF_8)).contains(block));
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(Files.readString(Path.of("../docs/recording.md")))
                .results()
                .map(block -> withoutBlanks(block.group(1)))
                .toList();
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
