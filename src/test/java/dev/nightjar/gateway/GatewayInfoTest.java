package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightjar.gateway.GatewayInfoException.Reason;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GatewayInfoTest {

    private static final String TOKEN = "a-token-that-must-never-be-shown";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.close();
    }

    @Test
    void theSimulatedGatewayTellsTheUrlTheShardsAndTheLimit() throws Exception {
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().shards(12).maxConcurrency(4).start()) {
            GatewayConfig config = GatewayConfig.builder(TOKEN)
                    .apiUrl(URI.create(gateway.httpUrl() + "/api/v10"))
                    .build();

            assertThat(GatewayInfo.fetch(config))
                    .isEqualTo(
                            new GatewayInfo(gateway.url(), 12, new SessionStartLimit(1_000, 1_000, Duration.ZERO, 4)));
            assertThat(GatewayInfo.fetchUrl(config)).isEqualTo(gateway.url());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void theRequestHasOneSlashTheTokenAndAUserAgent(String slash) throws Exception {
        answer(200, good());

        GatewayInfo info = GatewayInfo.fetch(config(slash));

        assertThat(info.range()).isEqualTo(ShardRange.all(9));
        assertThat(info.sessionStartLimit()).isEqualTo(new SessionStartLimit(1_000, 999, Duration.ofHours(4), 1));
        assertThat(requests)
                .containsExactly("GET /api/v10/gateway/bot Bot " + TOKEN + " DiscordBot (dev.nightjar.gateway, "
                        + LibraryVersion.read() + ")");
    }

    @Test
    void theUrlAloneNeedsNoTokenAndSendsNone() throws Exception {
        answer(200, "{\"url\":\"wss://gateway.example\"}");

        assertThat(GatewayInfo.fetchUrl(config(""))).isEqualTo(URI.create("wss://gateway.example"));

        assertThat(requests).singleElement().asString().startsWith("GET /api/v10/gateway null ");
    }

    @Test
    void aWrongTokenIsNamedAsSuchAndNotShown() {
        answer(401, "{\"message\":\"401: Unauthorized\",\"code\":0}");

        GatewayInfoException e = failure();

        assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED);
        assertThat(e.status()).hasValue(401);
        assertThat(e).hasMessageContaining("the token is wrong");
        assertThat(trace(e)).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3      | {\"retry_after\":2.5}  | PT3S",
                "3      | {\"retry_after\":3.25} | PT3.25S",
                "       | {\"retry_after\":0.3}  | PT0.3S",
                "7      | <html>banned</html>    | PT7S",
                "999999999 | {}                  | PT24H",
                "-1     | {}                     | PT0S",
                "soon   | {\"retry_after\":null} | PT0S",
                "       | {\"retry_after\":-4}   | PT0S"
            })
    void aRateLimitSaysHowLongToWait(String header, String body, Duration expected) {
        answer(429, body, header == null ? "" : header);

        GatewayInfoException e = failure();

        assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(e.retryAfter()).isEqualTo(expected);
        assertThat(e).hasMessageContaining("Ask again after " + expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 520})
    void aProblemOfDiscordsIsNamedAsSuch(int status) {
        answer(status, "<html>oops</html>");

        GatewayInfoException e = failure();

        assertThat(e.reason()).isEqualTo(Reason.SERVER_ERROR);
        assertThat(e.status()).hasValue(status);
    }

    @Test
    void anAnswerThatRepeatsTheTokenIsNotShown() {
        answer(200, "{\"url\":\"Bot " + TOKEN + "\"}");

        GatewayInfoException e = failure();

        assertThat(e.reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        assertThat(e).hasMessageContaining("it repeats the bot's token");
        assertThat(trace(e)).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 403, 404})
    void anyOtherStatusIsUnexpected(int status) {
        answer(status, "");

        assertThat(failure().reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
    }

    @Test
    void aRedirectIsNotFollowedAsTheTokenIsForDiscordOnly() {
        server.createContext("/elsewhere", exchange -> respond(exchange, 200, good(), ""));
        server.createContext("/api", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            respond(exchange, 302, "", "");
        });

        assertThat(failure().status()).hasValue(302);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "<html>",
                "{}",
                "{\"url\":5}",
                "{\"url\":\"https://gateway.example\",\"shards\":1,\"session_start_limit\":LIMIT}",
                "{\"url\":\"::\",\"shards\":1,\"session_start_limit\":LIMIT}",
                "{\"url\":\"wss://gateway.example\",\"session_start_limit\":LIMIT}",
                "{\"url\":\"wss://gateway.example\",\"shards\":0,\"session_start_limit\":LIMIT}",
                "{\"url\":\"wss://gateway.example\",\"shards\":1.5,\"session_start_limit\":LIMIT}",
                "{\"url\":\"wss://gateway.example\",\"shards\":99999999999,\"session_start_limit\":LIMIT}",
                "{\"url\":\"wss://gateway.example\",\"shards\":100001,\"session_start_limit\":LIMIT}",
                "{\"url\":\"wss://gateway.example\",\"shards\":-4294967295,\"session_start_limit\":LIMIT}",
                "{\"url\":\"wss://gateway.example\",\"shards\":1}",
                "{\"url\":\"wss://gateway.example\",\"shards\":1,\"session_start_limit\":{}}",
                "{\"url\":\"wss://gateway.example\",\"shards\":1,\"session_start_limit\":"
                        + "{\"total\":-1,\"remaining\":0,\"reset_after\":0,\"max_concurrency\":1}}",
                "{\"url\":\"wss://gateway.example\",\"shards\":1,\"session_start_limit\":"
                        + "{\"total\":1,\"remaining\":0,\"reset_after\":9223372036854775807,\"max_concurrency\":1}}"
            })
    void aBrokenBodyIsUnexpected(String body) {
        answer(200, body.replace("LIMIT", limit()));

        GatewayInfoException e = failure();

        assertThat(e.reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        assertThat(e.getMessage()).contains("/api/v10/gateway/bot").hasLineCount(1);
    }

    @Test
    void aBodyLargerThan64KilobytesIsNotReadToItsEnd() {
        answer(200, good() + " ".repeat(64 * 1024));

        assertThat(failure()).hasMessageContaining("longer than 65536 bytes");
    }

    @Test
    void aBodyThatBreaksOffIsAFailedConnection() {
        server.createContext("/api", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.close();
        });

        assertThat(failure().reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void nobodyThereIsAFailedConnection() {
        server.stop(0);

        GatewayInfoException e = failure();

        assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(e.status()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatDoesNotComeOrDoesNotEndIsGivenUpInTime(boolean headersCome) {
        server.createContext("/api", exchange -> {
            if (headersCome) {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
            await(end);
        });

        GatewayInfoException e = catchThrowableOfType(
                GatewayInfoException.class,
                () -> GatewayInfo.fetch(
                        builder("").connectTimeout(Duration.ofMillis(300)).build()));

        assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(e).hasMessageContaining("within PT0.3S");
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        server.createContext("/api", exchange -> {
            asked.countDown();
            await(end);
        });
        Task<?> asking = Task.run(() -> GatewayInfo.fetch(config("")));
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        asking.interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(asking::result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a", "https:///x", "https://a?b", "https://me@a", "discord.com"})
    void anApiUrlThatCannotBeAskedIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewayConfig.builder(TOKEN).apiUrl(URI.create(url)))
                .withMessageContaining("An API URL must")
                .withMessageContaining(url);
    }

    @Test
    void byDefaultDiscordIsAsked() {
        assertThat(GatewayConfig.builder(TOKEN).build().apiUrl()).isEqualTo(URI.create("https://discord.com/api/v10"));
    }

    private GatewayConfig.Builder builder(String slash) {
        return GatewayConfig.builder(TOKEN)
                .apiUrl(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v10" + slash));
    }

    private GatewayConfig config(String slash) {
        return builder(slash).build();
    }

    private GatewayInfoException failure() {
        return catchThrowableOfType(GatewayInfoException.class, () -> GatewayInfo.fetch(config("")));
    }

    private void answer(int status, String body) {
        answer(status, body, "");
    }

    private void answer(int status, String body, String retryAfter) {
        server.createContext("/api", exchange -> respond(exchange, status, body, retryAfter));
    }

    private void respond(HttpExchange exchange, int status, String body, String retryAfter) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("User-Agent"));
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String good() {
        return "{\"url\":\"wss://gateway.example/\",\"shards\":9,\"new\":[1],\"session_start_limit\":" + limit() + "}";
    }

    private static String limit() {
        return "{\"total\":1000,\"remaining\":999,\"reset_after\":14400000,\"max_concurrency\":1,\"more\":null}";
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
