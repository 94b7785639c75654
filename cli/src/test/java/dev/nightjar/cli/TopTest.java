package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardState;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class TopTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("DISCORD_TOKEN", Run.TOKEN);

    private static final List<BoardRow> ROWS = List.of(
            row(0, ShardState.ACTIVE, 20, 5.5, 0, 1),
            row(1, ShardState.RESUMING, 0, 0, 7, 9),
            row(2, ShardState.ACTIVE, 90, 1_234.5, 3, 0));

    private static BoardRow row(
            int shard, ShardState state, int latencyMillis, double rate, int backlog, long reconnects) {
        Optional<Duration> latency =
                latencyMillis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(latencyMillis));
        return new BoardRow(new ShardId(shard, 3), state, latency, rate, backlog, reconnects, 2);
    }

    @Test
    void theTableHasOneLineAShardAndTheirSum() {
        assertThat(new Board(BoardSort.SHARD, 10, false).lines(ROWS, Duration.ofSeconds(75)))
                .containsExactly(
                        "3 shards: 1 RESUMING, 2 ACTIVE; 1,240.0 events/s; up 1 min",
                        "SHARD     STATE          LATENCY  EVENTS/S  BACKLOG RECONNECTS FAILED DIALS",
                        "0/3       ACTIVE           20 ms       5.5        0          1            2",
                        "1/3       RESUMING             -       0.0        7          9            2",
                        "2/3       ACTIVE           90 ms    1234.5        3          0            2");
    }

    @ParameterizedTest
    @CsvSource({"SHARD, 0 1 2", "STATE, 1 0 2", "LATENCY, 2 0 1", "EVENTS, 2 0 1", "BACKLOG, 1 2 0", "RECONNECTS, 1 0 2"
    })
    void whatNeedsALookComesFirst(BoardSort sort, String order) {
        List<String> shards = new Board(sort, 10, false)
                .lines(ROWS, Duration.ZERO).stream()
                        .skip(2)
                        .map(line -> line.substring(0, 1))
                        .toList();

        assertThat(String.join(" ", shards)).isEqualTo(order);
    }

    @Test
    void theRowsThatDoNotFitAreCounted() {
        assertThat(new Board(BoardSort.SHARD, 1, false).lines(ROWS, Duration.ZERO))
                .hasSize(4)
                .last()
                .isEqualTo("and 2 others");
    }

    @Test
    void onceShowsOneTableWhenAllShardsAreReady() {
        try (SimulatedGateway gateway = SimulatedGateway.builder()
                .token(Run.TOKEN)
                .shards(3)
                .maxConcurrency(3)
                .eventsPerSecond(50)
                .start()) {
            Run run = Run.of(
                    ENVIRONMENT, "top", "--once", "--api-url", gateway.httpUrl().toString());

            assertThat(run.out())
                    .startsWith("3 shards: 3 ACTIVE; ")
                    .doesNotContain("\u001b")
                    .containsPattern("\n2/3 +ACTIVE +\\S+( ms)? +[1-9]\\d*\\.\\d +\\d+ +0 +0\n$");
            assertThat(run.status()).isZero();
            gateway.sessions().forEach(session -> session.awaitEnd());
        }
    }

    @Test
    void whereNoTerminalIsEachSecondHasATableOfItsOwnUntilTheReaderEnds() throws Exception {
        List<String> lines = read(Map.of(), false, 8);

        assertThat(lines.get(3)).isEmpty();
        assertThat(lines.get(4)).startsWith("1 shard: 1 ");
        assertThat(lines.get(5)).startsWith("SHARD ");
        assertThat(lines).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void inATerminalTheTableStaysWhereItIs() throws Exception {
        String shown = String.join("\n", read(Map.of(), true, 8));

        assertThat(shown).startsWith("\u001b[?1049h\u001b[?25l\u001b[H1 shard");
        assertThat(shown).contains("\u001b[J\u001b[H1 shard", "\u001b[1mSHARD", "\u001b[K");
    }

    @Test
    void aSignalGivesTheTerminalBack() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.builder().start()) {
            Map<String, String> environment = new HashMap<>(ENVIRONMENT);
            environment.put("CLICOLOR_FORCE", "1"); // as if it were written to a terminal
            Process process = ChildJvm.builder(
                            List.of(),
                            environment,
                            List.of("top", "--api-url", gateway.httpUrl().toString()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.readLine()).startsWith("\u001b[?1049h");
                SimulatedSession session = gateway.awaitSession(); // the table is there before anything is connected
                process.toHandle().destroy(); // Process.destroy closes the streams as well

                assertThat(String.join("\n", out.lines().toList())).endsWith("\u001b[?25h\u001b[?1049l");
                session.awaitEnd();
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void noColorHoldsInATerminalToo() throws Exception {
        assertThat(read(Map.of("NO_COLOR", "1"), true, 8)).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void shardsThatAllFailEndItWithTheStatusOfTheirCause() {
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().disallowedIntents(1 << 1).start()) {
            Run run = Run.of(
                    ENVIRONMENT,
                    "top",
                    "--intents",
                    "GUILD_MEMBERS",
                    "--api-url",
                    gateway.httpUrl().toString());

            assertThat(run.err()).contains("4014", "a privileged intent was not granted");
            assertThat(run.status()).isEqualTo(11);
        }
    }

    @Test
    void theSimulatedGatewayNeedsNoToken() {
        Run run = Run.of(Map.of(), "top", "--simulated", "--once", "--sort", "events");

        assertThat(run.out()).startsWith("4 shards: ");
        assertThat(run.status()).isZero();
    }

    @Test
    void aTableHasNoMoreRowsThanTheTerminalHasLinesFor() {
        var out = new ByteArrayOutputStream();
        var terminal = new PrintStream(out, true, StandardCharsets.UTF_8);

        int status = Nightjar.run(
                new Surroundings(terminal, terminal, Map.of("LINES", "7"), true), "top", "--simulated", "--once");

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(5)
                .last()
                .isEqualTo("and 2 others");
        assertThat(status).isZero();
    }

    /** The first lines of what is shown while it runs, until the reader ends. */
    private static List<String> read(Map<String, String> more, boolean terminal, int count) throws Exception {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.putAll(more);
        var reader = new PipedInputStream();
        try (SimulatedGateway gateway = SimulatedGateway.builder().start();
                var out = new PrintStream(new PipedOutputStream(reader), false, StandardCharsets.UTF_8)) {
            var running = new FutureTask<>(() -> Nightjar.run(
                    new Surroundings(out, out, environment, terminal),
                    "top",
                    "--api-url",
                    gateway.httpUrl().toString()));
            Thread.ofVirtual().start(running);
            var lines = new BufferedReader(new InputStreamReader(reader, StandardCharsets.UTF_8));
            List<String> read = new ArrayList<>();
            for (int line : IntStream.range(0, count).toArray()) {
                read.add(lines.readLine());
                assertThat(read.get(line)).isNotNull();
            }
            reader.close();
            assertThat(running.get(60, TimeUnit.SECONDS)).isZero();
            return read;
        }
    }
}
