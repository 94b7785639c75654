package dev.nightjar.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpServer;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server of the page, on real sockets. */
@Timeout(120)
class ConsoleTest {

    private static final ConsoleSettings ANY_PORT = ConsoleSettings.onLoopback(0);

    private final Readings shard = new Readings(0, 2);
    private final FleetSource source = () -> List.of(shard.read(), new Readings(1, 2).read());
    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console.js",
                "/console.css",
                "/icon.svg",
                "/uplot/uPlot.esm.js",
                "/uplot/LICENSE.txt",
                "/shards/1/2",
                "/nothing",
                "/shards/2/2"
            })
    void eachAnswerForbidsOtherHostsAndInlineScripts(String path) throws IOException, InterruptedException {
        try (Console console = Console.open(source, ANY_PORT)) {
            awaitLook(console);

            HttpResponse<String> answer = get(console, path);

            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                            .doesNotContain("unsafe", "http", "*"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.statusCode())
                    .isEqualTo(path.equals("/nothing") || path.equals("/shards/2/2") ? 404 : 200);
        }
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() throws IOException, InterruptedException {
        try (Console console = Console.open(source, ANY_PORT)) {
            String tag =
                    get(console, "/console.js").headers().firstValue("ETag").orElseThrow();

            HttpResponse<String> again = http.send(
                    HttpRequest.newBuilder(console.url().resolve("/console.js"))
                            .header("If-None-Match", tag)
                            .build(),
                    BodyHandlers.ofString());

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void itReadsOnly(String method) throws IOException, InterruptedException {
        try (Console console = Console.open(source, ANY_PORT)) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(console.url())
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/events", "/shards/0/2"})
    void aHeadHasNoBody(String path) throws IOException, InterruptedException {
        try (Console console = Console.open(source, ANY_PORT)) {
            awaitLook(console);

            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(console.url().resolve(path)).HEAD().build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void aForeignHostIsRefusedWithASentence() throws IOException {
        try (Console console = Console.open(source, ANY_PORT)) {
            String answer = raw(console, "GET /events HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

            assertThat(answer)
                    .startsWith("HTTP/1.1 403 ")
                    .contains("This console does not answer to the host \"evil.example\"")
                    .doesNotContain("\"rows\"");
        }
    }

    @Test
    void aPageOfAnotherOriginIsRefused() throws IOException {
        try (Console console = Console.open(source, ANY_PORT)) {
            String answer = raw(
                    console,
                    "GET /events HTTP/1.1\r\nHost: localhost:"
                            + console.address().getPort()
                            + "\r\nOrigin: http://evil.example\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 403 ").contains("does not answer pages of \"http://evil.example\"");
        }
    }

    @Test
    void aHostThatTheProgramNamesIsAnswered() throws IOException {
        try (Console console = Console.open(source, ANY_PORT.withHosts(Set.of("bot.example.org")))) {
            String answer = raw(
                    console,
                    "GET / HTTP/1.1\r\nHost: bot.example.org\r\nOrigin: https://bot.example.org\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoeverSendsHalfARequestLeavesRoomForOthersAndIsGivenUp() throws IOException, InterruptedException {
        RequestThreads threads = new RequestThreads(3, Duration.ofMillis(200));
        BlockingQueue<String> arrived = new ArrayBlockingQueue<>(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            arrived.offer("whole");
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            List<Socket> halves = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Socket half = new Socket(
                        server.getAddress().getAddress(), server.getAddress().getPort());
                half.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
                halves.add(half);
            }
            for (Socket half : halves) {
                awaitEnd(half);
            }
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            assertThat(statusOf(url)).isEqualTo(204);
            assertThat(arrived).containsExactly("whole");
        } finally {
            server.stop(0);
            threads.close();
        }
    }

    /** The answer to a request, which a busy machine may have given up before it was whole. */
    private int statusOf(URI url) throws InterruptedException {
        while (true) {
            try {
                return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException e) {
                // Given up; the test's own timeout ends it.
            }
        }
    }

    /** Reads until the other side closes, with or without a word; the test's own timeout ends it otherwise. */
    private static void awaitEnd(Socket socket) throws IOException {
        try (socket) {
            var unused = socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // That is an end, too.
        }
    }

    @Test
    void aSourceThatFailsToLoadIsShownAndTheConsoleGoesOn() throws IOException, InterruptedException {
        AtomicBoolean fails = new AtomicBoolean(true);
        FleetSource broken = () -> {
            if (fails.get()) {
                throw new NoClassDefFoundError("Lost");
            }
            return List.of(shard.read());
        };
        try (Console console = Console.open(broken, ANY_PORT);
                Listener page = Listener.open(console)) {
            assertThat(page.next(
                            message -> String.valueOf(message.get("problem")).contains("Lost")))
                    .isNotEmpty();
            fails.set(false);
            assertThat(page.next("figures")).isNotEmpty();
        }
    }

    @Test
    void aPageIsToldAllAndThenWhatChanges() throws IOException, InterruptedException {
        try (Console console = Console.open(source, ANY_PORT);
                Listener page = Listener.open(console)) {
            assertThat(page.next()).containsKeys("all", "figures", "history", "disconnects");
            awaitLook(console); // or the end would belong to what was before it

            shard.end(Cause.CONNECTION_LOST);

            assertThat(page.next("entries").get("entries")).asString().contains("CONNECTION_LOST");
        }
    }

    @Test
    void oneShardCanBeAskedFor() throws IOException, InterruptedException {
        try (Console console = Console.open(source, ANY_PORT)) {
            awaitLook(console);

            Map<String, Object> answer =
                    JSON.std.mapFrom(get(console, "/shards/0/2").body());

            assertThat(answer).containsKeys("row", "facts", "entries");
        }
    }

    @Test
    void morePagesThanAllowedAreRefusedUntilOneHasGone() throws IOException, InterruptedException {
        try (Console console = Console.open(source, ANY_PORT.withMaxPages(2));
                Listener first = Listener.open(console)) {
            first.next();
            try (Listener second = Listener.open(console)) {
                second.next();

                assertThat(get(console, "/events").statusCode()).isEqualTo(503);
            }
            awaitPages(console, 1);
            try (Listener third = Listener.open(console)) {
                assertThat(third.next()).containsKey("all");
            }
        }
    }

    @Test
    void aPageThatTakesNothingIsCutOffAndTheOthersGoOn() throws IOException, InterruptedException {
        AtomicInteger round = new AtomicInteger();
        FleetSource large = () -> IntStream.range(0, 4_000)
                .mapToObj(number -> {
                    Readings one = new Readings(number, 4_000);
                    one.backlog = round.incrementAndGet();
                    one.member = "m".repeat(100);
                    return one.read();
                })
                .toList();
        try (Console console = Console.open(large, ANY_PORT.withMaxQueuedBytes(1 << 20));
                Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(console.address());
            slow.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\nHost: localhost:"
                                    + console.address().getPort() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            awaitPages(console, 1);
            try (Listener quick = Listener.open(console)) {
                quick.next();

                awaitPages(console, 1);

                assertThat(quick.next("rows")).isNotEmpty();
            }
        }
    }

    @Test
    void whatTheSourceThrowsIsShownAndTheConsoleGoesOn() throws IOException, InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        FleetSource broken = () -> {
            if (looks.incrementAndGet() % 2 == 1) {
                throw new IllegalStateException("the member does not answer");
            }
            return source.look();
        };
        try (Console console = Console.open(broken, ANY_PORT);
                Listener page = Listener.open(console)) {
            assertThat(page.next(message ->
                            message.getOrDefault("problem", "").toString().contains("does not answer")))
                    .isNotEmpty();
            assertThat(page.next("rows")).isNotEmpty();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // of the program, which nobody checks
    void aSourceThatGivesNullIsShownAndTheConsoleGoesOn() throws IOException, InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        FleetSource broken = () -> looks.incrementAndGet() % 2 == 1 ? null : source.look();
        try (Console console = Console.open(broken, ANY_PORT);
                Listener page = Listener.open(console)) {
            assertThat(page.next(message ->
                            message.getOrDefault("problem", "").toString().contains("cannot be seen")))
                    .isNotEmpty();
            assertThat(page.next("rows")).isNotEmpty();
        }
    }

    @Test
    void anAddressInUseIsAClearErrorAndTheBotGoesOn() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SimulatedGateway gateway = SimulatedGateway.start();
                Fleet fleet = fleet(gateway)) {
            gateway.awaitSession();

            assertThatThrownBy(() -> Console.open(fleet, taken.getLocalPort()))
                    .isInstanceOf(ConsoleException.class)
                    .hasMessageContaining("The console cannot listen at 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("Choose another port");

            assertThat(fleet.shards().getFirst().state().isTerminal()).isFalse();
        }
    }

    @Test
    void aClosedFleetIsAClearError() {
        try (SimulatedGateway gateway = SimulatedGateway.start()) {
            Fleet fleet = fleet(gateway);
            fleet.close();

            assertThatThrownBy(() -> Console.open(fleet, 0))
                    .isInstanceOf(ConsoleException.class)
                    .hasMessageStartingWith("The fleet has ended");
        }
    }

    @SuppressWarnings("try") // the fleet is closed twice
    @Test
    void aFleetThatEndsIsShownToTheEnd() throws IOException, InterruptedException {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                Fleet fleet = fleet(gateway);
                Console console = Console.open(fleet, 0);
                Listener page = Listener.open(console)) {
            gateway.awaitSession();
            fleet.close();

            assertThat(page.next(message -> message.toString().contains("CLOSED")))
                    .isNotEmpty();
        }
    }

    @Test
    void neitherTheTokenNorWhatPeopleWriteIsShown() throws IOException, InterruptedException {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                Fleet fleet = fleet(gateway);
                Console console = Console.open(fleet, 0);
                Listener page = Listener.open(console)) {
            page.next(message -> message.toString().contains("ACTIVE"));
            gateway.awaitSession().dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"guild_id\":\"2\",\"content\":\"hush\"}");
            gateway.sessions().getFirst().faults().close(4000, "hush");

            StringBuilder all = new StringBuilder();
            page.next(message -> {
                all.append(message);
                return message.toString().contains("CLOSED_BY_GATEWAY");
            });
            all.append(get(console, "/shards/0/1").body());

            assertThat(all.toString())
                    .contains("closed by the gateway")
                    .doesNotContain(
                            "secret-token",
                            "hush",
                            gateway.sessions().getFirst().id());
        }
    }

    @Test
    void theCloseCodeComesFromTheFlightRecorder() throws IOException, InterruptedException {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                Fleet fleet = fleet(gateway);
                Console console = Console.open(fleet, 0);
                Listener page = Listener.open(console)) {
            page.next(message -> message.toString().contains("ACTIVE"));
            SimulatedSession session = gateway.awaitSession();
            session.faults().reset(); // as only a connection that begins after the recording is in it
            page.next(message -> message.toString().contains("CONNECTION_LOST"));
            session.awaitResumes(1);
            session.faults().close(4001);

            assertThat(page.next(message -> message.toString().contains("code=4001")))
                    .isNotEmpty();
        }
    }

    @SuppressWarnings("try") // the fleet is closed twice
    @Test
    void theCloseCodeComesFromTheEventsThatTheProgramPassesOn() throws IOException, InterruptedException {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                Fleet fleet = fleet(gateway)) {
            SimulatedSession session = gateway.awaitSession();
            try (Console console = Console.open(fleet, 0);
                    Listener page = Listener.open(console)) {
                Thread loop = Thread.ofVirtual().start(() -> fleet.events().forEach(console::count));
                page.next(message -> message.toString().contains("ACTIVE"));
                session.faults().close(4001);

                assertThat(page.next(message -> message.toString().contains("code=4001")))
                        .isNotEmpty();
                fleet.close();
                loop.join();
            }
        }
    }

    @Test
    void itsThreadsDoNotKeepTheProcessAlive() {
        try (Console console = Console.open(source, ANY_PORT)) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("HTTP-Dispatcher")
                            || thread.getName().startsWith("nightjar-console"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
            assertThat(console.toString()).isEqualTo("Console at " + console.url());
        }
    }

    @Test
    void itClosesTwiceAndFreesItsPort() throws IOException {
        Console console = Console.open(source, ANY_PORT);
        InetSocketAddress address = console.address();
        console.close();
        console.close();

        Console again = Console.open(source, ConsoleSettings.at(address));
        assertThat(again.address()).isEqualTo(address);
        again.close();
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> ANY_PORT.withHosts(Set.of("https://bot.example.org/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://bot.example.org/");
        assertThatThrownBy(() -> ANY_PORT.withTitle(" ")).hasMessageContaining("title");
        assertThatThrownBy(() -> ANY_PORT.withMaxPages(0)).hasMessageContaining("but are 0");
        assertThatThrownBy(() -> ANY_PORT.withMaxQueuedBytes(5)).hasMessageContaining("but are 5");
        assertThatThrownBy(() -> ConsoleSettings.at(InetSocketAddress.createUnresolved("nowhere.invalid", 1)))
                .hasMessageContaining("nowhere.invalid");
        assertThatThrownBy(() -> ConsoleSettings.onLoopback(70_000)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Fleet fleet(SimulatedGateway gateway) {
        return Fleet.open(
                ShardRange.all(1),
                GatewayConfig.builder("secret-token")
                        .gatewayUrl(gateway.url())
                        .intents(Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
                        .build());
    }

    private HttpResponse<String> get(Console console, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(console.url().resolve(path)).build(), BodyHandlers.ofString());
    }

    /** Asks until the console has looked at its source for the first time; the test's own timeout ends it. */
    private void awaitLook(Console console) throws IOException, InterruptedException {
        BlockingQueue<String> nothing = new ArrayBlockingQueue<>(1);
        while (get(console, "/shards/0/2").statusCode() != 200) {
            nothing.poll(5, TimeUnit.MILLISECONDS);
        }
    }

    private static String raw(Console console, String request) throws IOException {
        try (Socket socket =
                new Socket(console.address().getAddress(), console.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Looks again until so many pages are open; the test's own timeout ends it. */
    private static void awaitPages(Console console, int count) throws InterruptedException {
        BlockingQueue<String> nothing = new ArrayBlockingQueue<>(1);
        while (console.pages() != count) {
            nothing.poll(5, TimeUnit.MILLISECONDS);
        }
    }

    /** A page that listens to the stream. */
    private static final class Listener implements AutoCloseable {

        private final InputStream stream;
        private final BufferedReader lines;

        private Listener(InputStream stream) {
            this.stream = stream;
            this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }

        static Listener open(Console console) throws IOException, InterruptedException {
            HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(console.url() + "events"))
                                    .build(),
                            BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            return new Listener(answer.body());
        }

        Map<String, Object> next() throws IOException {
            return next(message -> true);
        }

        Map<String, Object> next(String part) throws IOException {
            return next(message -> message.containsKey(part));
        }

        Map<String, Object> next(java.util.function.Predicate<Map<String, Object>> wanted) throws IOException {
            while (true) {
                @Nullable String line = lines.readLine();
                assertThat(line).as("the stream has ended").isNotNull();
                if (line.startsWith("data: ")) {
                    Map<String, Object> message = JSON.std.mapFrom(line.substring("data: ".length()));
                    if (wanted.test(message)) {
                        return message;
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
