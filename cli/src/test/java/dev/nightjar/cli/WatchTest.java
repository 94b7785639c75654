package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedGatewayBuilder;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class WatchTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("DISCORD_TOKEN", Run.TOKEN);

    private static final String SAID = "the-secret-words";

    private static SimulatedGatewayBuilder builder() {
        return SimulatedGateway.builder().token(Run.TOKEN).raw(true);
    }

    private final List<Thread> others = new ArrayList<>();

    /** Runs it beside the command, which ends no earlier in the eyes of the test. */
    private void beside(Runnable action) {
        others.add(Thread.startVirtualThread(action));
    }

    private Run watch(SimulatedGateway gateway, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("watch", "--api-url", gateway.httpUrl().toString()));
        arguments.addAll(List.of(more));
        Run run = Run.of(ENVIRONMENT, arguments.toArray(String[]::new));
        for (Thread other : others) {
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return run;
    }

    private static void message(SimulatedSession session, long guild, String content) {
        session.dispatch(
                "MESSAGE_CREATE",
                "{\"id\":\"77\",\"channel_id\":\"5\",\"guild_id\":\"" + guild + "\",\"content\":\"" + content
                        + "\",\"author\":{\"id\":\"9\",\"username\":\"anna\"},\"token\":\"interaction-token\",\"embeds\":[{},{}]}");
    }

    /** Sends a few messages to the session that comes. */
    private void messages(SimulatedGateway gateway) {
        beside(() -> {
            SimulatedSession session = gateway.awaitSession();
            message(session, 1, SAID);
            session.dispatch("TYPING_START", "{\"channel_id\":\"5\",\"guild_id\":\"2\",\"user_id\":\"9\"}");
            message(session, 2, SAID + "\\u001b[31m\\nred");
        });
    }

    @Test
    void anEventIsALineWithIdsAndSizesAndNothingThatPeopleWrote() {
        try (SimulatedGateway gateway = builder().start()) {
            messages(gateway);

            Run run = watch(gateway, "--type", "message_create", "--count", "1");

            assertThat(run.out())
                    .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}   0/1  MESSAGE_CREATE +guild=1 id=77 channel_id=5 author=9"
                            + " embeds\\[2] \\d+ bytes\\n");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void theContentIsShownOnDemandWithoutWhatATerminalWouldObey() {
        try (SimulatedGateway gateway = builder().start()) {
            messages(gateway);

            Run run = watch(gateway, "--type", "MESSAGE_CREATE", "--guild", "2", "--content", "--count", "1");

            assertThat(run.out()).endsWith("bytes \"" + SAID + "?[31m?red\"\n");
        }
    }

    @Test
    void jsonHasTheWholeDataOnDemandButNoTokens() throws Exception {
        try (SimulatedGateway gateway = builder().start()) {
            messages(gateway);

            Run run = watch(gateway, "--json", "--content", "--type", "MESSAGE_CREATE", "--count", "1");

            Map<String, Object> line = JSON.std.mapFrom(run.out());
            assertThat(line)
                    .containsEntry("type", "MESSAGE_CREATE")
                    .containsEntry("guild", "1")
                    .containsEntry("shard", 0)
                    .containsEntry("shards", 1)
                    .containsEntry("parts", Map.of("id", "77", "channel_id", "5", "author", "9", "embeds", 2));
            assertThat(run.out()).contains(SAID, "(hidden)").doesNotContain("interaction-token");
        }
    }

    @Test
    void jsonHasNoDataUnlessAskedTo() {
        try (SimulatedGateway gateway = builder().start()) {
            messages(gateway);

            Run run = watch(gateway, "--json", "--type", "MESSAGE_CREATE", "--count", "2");

            assertThat(run.out().lines()).hasSize(2);
            assertThat(run.out()).doesNotContain(SAID, "anna", "\"data\"");
        }
    }

    @Test
    void theShardsThemselvesAreWatchedToo() {
        try (SimulatedGateway gateway = builder().start()) {
            beside(() -> gateway.awaitSession().faults().reconnect());

            Run run = watch(gateway, "--type", "DISCONNECTED,RESUMED", "--count", "2");

            assertThat(run.out()).containsPattern("(?s)DISCONNECTED +RECONNECT_REQUESTED, 4000.*RESUMED ");
        }
    }

    @Test
    void theTokenIsNotShownWhenTheGatewaySendsItBack() {
        String token = "not-the-form-of-a-token";
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().token(token).raw(true).start()) {
            beside(() -> gateway.awaitSession().faults().close(4000, "bad token " + token));

            Run run = Run.of(
                    Map.of("DISCORD_TOKEN", token),
                    "watch",
                    "--api-url",
                    gateway.httpUrl().toString(),
                    "--type",
                    "DISCONNECTED",
                    "--count",
                    "1");

            assertThat(run.out()).contains("bad token (hidden)").doesNotContain(token);
        }
    }

    @Test
    void onlyTheShardsAskedForAreShown() {
        try (SimulatedGateway gateway = builder().shards(3).maxConcurrency(3).start()) {
            Run run = watch(gateway, "--shard", "2", "--type", "READY,CONNECTED", "--count", "2");

            assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.contains("   2/3  "));
        }
    }

    @Test
    void anEventThatDoesNotExistIsRefusedWithThoseThatAreLikeIt() {
        Run run = Run.of(ENVIRONMENT, "watch", "--type", "MESSAGE_CREATED");

        assertThat(run.err()).contains("there is no event MESSAGE_CREATED; there are MESSAGE_CREATE, MESSAGE_UPDATE");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void aWrongTokenEndsItWithItsStatusAndASentence() {
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().token("another").start()) {
            Run run = watch(gateway);

            assertThat(run.err())
                    .contains("the token is wrong", "nightjar doctor")
                    .doesNotContain(Run.TOKEN);
            assertThat(run.status()).isEqualTo(10);
        }
    }

    @Test
    void withoutATokenItSaysHowToTryIt() {
        Run run = Run.of(Map.of(), "watch");

        assertThat(run.err()).contains("DISCORD_TOKEN is not set", "--simulated");
        assertThat(run.status()).isEqualTo(10);
    }

    @Test
    void aShardThatFailsEndsItWithTheStatusOfItsCause() {
        try (SimulatedGateway gateway = builder().disallowedIntents(1 << 1).start()) {
            Run run = watch(gateway, "--intents", "GUILD_MEMBERS", "--type", "SHARD_FAILED");

            assertThat(run.out()).contains("SHARD_FAILED", "4014");
            assertThat(run.status()).isEqualTo(11);
        }
    }

    @Test
    void aReaderThatEndsEndsItQuietlyWithTheSessionClosed() throws Exception {
        var reader = new PipedInputStream();
        try (SimulatedGateway gateway = builder().eventsPerSecond(100).start();
                var out = new PrintStream(new PipedOutputStream(reader), true, StandardCharsets.UTF_8)) {
            var running = new FutureTask<>(() -> Nightjar.run(
                    new Surroundings(out, out, ENVIRONMENT, false),
                    "watch",
                    "--api-url",
                    gateway.httpUrl().toString()));
            Thread.ofVirtual().start(running);
            String first = new BufferedReader(new InputStreamReader(reader, StandardCharsets.UTF_8)).readLine();
            reader.close();

            assertThat(first).contains("CONNECTED");
            assertThat(running.get(60, TimeUnit.SECONDS)).isZero();
            gateway.awaitSession().awaitEnd();
        }
    }

    @Test
    void aSignalEndsItWithTheSessionClosed() throws Exception {
        try (SimulatedGateway gateway = builder().eventsPerSecond(20).start()) {
            Process process = ChildJvm.builder(
                            List.of(),
                            ENVIRONMENT,
                            List.of("watch", "--api-url", gateway.httpUrl().toString()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            SimulatedSession session = gateway.awaitSession();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.readLine()).contains("CONNECTED");
                process.toHandle().destroy(); // Process.destroy closes the streams as well

                assertThat(out.lines()).last().asString().contains("DISCONNECTED", "USER_CLOSE, 1000");
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
            session.awaitEnd();
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void theSimulatedGatewayNeedsNoToken() {
        Run run = Run.of(Map.of(), "watch", "--simulated", "--type", "READY,RESUMED", "--count", "5");

        assertThat(run.out()).contains("READY", "0/4", "1/4", "2/4", "3/4", "RESUMED");
        assertThat(run.status()).isZero();
    }
}
