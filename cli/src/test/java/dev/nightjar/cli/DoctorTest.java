package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class DoctorTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NOTHING_IS_WRONG  | 0  | Nothing is wrong. Exit status 0: all is well.
            NO_TOKEN          | 10 | TROUBLE token The environment variable DISCORD_TOKEN is not set
            LINE_BREAK        | 10 | TROUBLE token DISCORD_TOKEN has a line break before or behind the token
            WRONG_TOKEN       | 10 | TROUBLE http Discord refuses the token (HTTP 401).
            NOT_GRANTED       | 11 | TROUBLE intents GUILD_MEMBERS is asked for, but the application is not granted it
            NO_CONTENT        | 1  | warning intents GUILD_MESSAGES is asked for without MESSAGE_CONTENT
            NO_LOGIN_LEFT     | 12 | TROUBLE sessions No log-in is left today
            TOO_FEW_SHARDS    | 12 | TROUBLE login The gateway closed with 4011: the bot is in too many guilds
            NO_GUILD          | 15 | TROUBLE guilds READY names no guild
            UNKNOWN_NAME      | 13 | TROUBLE dns The name discord.invalid has no address.
            CLOSED_PORT       | 13 | TROUBLE tcp Nothing accepts connections at 127.0.0.1
            INTERCEPTED       | 13 | is by CN=Example Company Inspection, whom this JVM does not trust.
            EXPIRED           | 13 | TROUBLE tls The certificate of 127.0.0.1
            PORTAL            | 13 | is no HTTP API: it gives a web page (HTTP 200).
            PROXY_REFUSES     | 13 | refuses to connect to discord.com:443 (HTTP 403).
            TOO_MANY_REQUESTS | 12 | (HTTP 429, again in 30 min).
            WRONG_CLOCK       | 1  | warning clock The clock of this machine is 3 h behind
            NO_HELLO          | 14 | TROUBLE login The WebSocket was opened, but no HELLO came.
            NO_ZSTD           | 1  | warning compression zstd-jni cannot load its native code into this JVM
            """)
    void eachSetUpIsNamedWithItsStatusAndWithoutTheToken(SetUp setUp, int status, String said) throws Exception {
        Run run = setUp.run(folder);

        assertThat(run.text()).contains(said);
        assertThat(run.status()).isEqualTo(status);
        assertThat(run.out() + run.err()).doesNotContain(Run.TOKEN).doesNotContain("yyyyyy");
    }

    @Test
    void aZstdThatDoesNotLoadIsReplacedByZlibForTheLogIn() throws Exception {
        assertThat(SetUp.NO_ZSTD.run(folder).text()).contains("ok login Logged in as nightjar");
    }

    @Test
    void theLogInLeavesOutWhatIsNotGrantedSoThatTheOtherChecksGoOn() throws Exception {
        assertThat(SetUp.NOT_GRANTED.run(folder).text())
                .contains("ok login Logged in as nightjar, shard 0/1, without GUILD_MEMBERS, in")
                .contains("READY names 3 guilds");
    }

    @Test
    void theTokenMayBeInAFileWithALineBreakAtItsEnd() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), Run.TOKEN + "\n");
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().token(Run.TOKEN).start()) {
            Run run = Run.of(
                    Map.of(),
                    "doctor",
                    "--api-url",
                    gateway.httpUrl().toString(),
                    "--token-file",
                    file.toString(),
                    "--listen",
                    "100ms");

            assertThat(run.text()).contains("for the bot 240000000000000000");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void jsonIsOneObjectWithEachCheck() {
        try (SimulatedGateway gateway = SimulatedGateway.builder().guilds(0).start()) {
            Run run = Run.of(
                    "doctor",
                    "--json",
                    "--listen",
                    "100ms",
                    "--api-url",
                    gateway.httpUrl().toString());

            assertThat(run.out().lines()).hasSize(1);
            assertThat(run.out())
                    .startsWith("{\"version\":")
                    .contains("\"status\":15,")
                    .contains("{\"check\":\"guilds\",\"result\":\"trouble\",\"text\":\"READY names no guild");
        }
    }

    @Test
    void whatCameWhileItListenedIsCounted() {
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().guilds(2).eventsPerSecond(200).start()) {
            Run run = Run.of(
                    "doctor",
                    "--listen",
                    "2s",
                    "--intents",
                    SetUp.INTENTS,
                    "--api-url",
                    gateway.httpUrl().toString());

            assertThat(run.text()).containsPattern("Within 2 s came [\\d,]+ MESSAGE_CREATE, ");
        }
    }

    @Test
    void aConnectionThatEndsWhileItListensIsTold() throws InterruptedException {
        try (SimulatedGateway gateway = SimulatedGateway.builder().start()) {
            Thread fault = Thread.startVirtualThread(() -> {
                gateway.awaitSession();
                gateway.faults().close(4000, "for a test");
            });
            Run run = Run.of(
                    "doctor", "--listen", "1m", "--api-url", gateway.httpUrl().toString());

            assertThat(run.text()).contains("CLOSED_BY_GATEWAY, 4000, for a test");
            assertThat(run.status()).isEqualTo(14);
            fault.join();
        }
    }

    @Test
    void itLogsOutSoThatNoSessionIsLeft() {
        try (SimulatedGateway gateway = SimulatedGateway.builder().start()) {
            Run.of("doctor", "--listen", "100ms", "--api-url", gateway.httpUrl().toString());

            gateway.awaitSession().awaitEnd();
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void anApiThatDoesNotAnswerIsNotWaitedForForEver() throws Exception {
        // The kernel accepts the connection, and nobody ever reads from it.
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            Run run = Run.of("doctor", "--timeout", "500ms", "--no-login", "--api-url", url);

            assertThat(run.text()).contains("TROUBLE http The HTTP API at", "gave no complete answer in time");
            assertThat(run.status()).isEqualTo(13);
        }
    }

    @Test
    void aCertificateIsWaitedForOnlySoLong() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "https://127.0.0.1:" + silent.getLocalPort();
            Run run = Run.of("doctor", "--timeout", "500ms", "--no-login", "--api-url", url);

            assertThat(run.text()).contains("TROUBLE tls The TLS handshake with", "got no answer in time");
        }
    }

    @Test
    void anAnswerWithoutAnEndIsReadAsFarAsItMattersAndNoFurther() throws Exception {
        String endless = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\":\"" + "x".repeat(1_000_000);
        try (CannedServer server = CannedServer.of(endless)) {
            Run run = Run.of(
                    "doctor", "--no-login", "--api-url", server.url("http").toString());

            assertThat(run.text()).contains("is not Discord's HTTP API (HTTP 200)");
        }
    }

    @Test
    void aSignalWhileItListensEndsTheSession() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.builder().start()) {
            Process process = ChildJvm.builder(
                            List.of(),
                            Map.of("DISCORD_TOKEN", Run.TOKEN),
                            List.of(
                                    "doctor",
                                    "--listen",
                                    "1h",
                                    "--api-url",
                                    gateway.httpUrl().toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            SimulatedSession session = gateway.awaitSession();
            process.destroy();

            session.awaitEnd();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
