package dev.nightjar.cli;

import dev.nightjar.gateway.simulator.ScriptedGateway;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedGatewayBuilder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The set-ups with which the doctor is tried, each with real sockets. docs/cli.md shows what it prints for each but the first. */
enum SetUp {
    NOTHING_IS_WRONG("Nothing is wrong") {
        @Override
        Run run(Path folder) {
            return at(SimulatedGateway.builder().token(Run.TOKEN), "--intents", INTENTS);
        }
    },
    NO_TOKEN("The variable is not set") {
        @Override
        Run run(Path folder) {
            return at(SimulatedGateway.builder(), Map.of());
        }
    },
    LINE_BREAK("A line break behind the token") {
        @Override
        Run run(Path folder) {
            return at(
                    SimulatedGateway.builder().token(Run.TOKEN),
                    Map.of("DISCORD_TOKEN", Run.TOKEN + "\n"),
                    "--no-login",
                    "--intents",
                    INTENTS);
        }
    },
    WRONG_TOKEN("A token that was reset") {
        @Override
        Run run(Path folder) {
            return at(SimulatedGateway.builder().token("another"));
        }
    },
    NOT_GRANTED("An intent that is not granted") {
        @Override
        Run run(Path folder) {
            return at(
                    SimulatedGateway.builder().disallowedIntents(1 << 1),
                    "--intents",
                    "GUILDS,GUILD_MEMBERS,GUILD_MESSAGES,MESSAGE_CONTENT");
        }
    },
    NO_CONTENT("Messages without content") {
        @Override
        Run run(Path folder) {
            return at(SimulatedGateway.builder(), "--intents", "GUILDS,GUILD_MESSAGES");
        }
    },
    NO_LOGIN_LEFT("No log-in left today") {
        @Override
        Run run(Path folder) {
            return at(SimulatedGateway.builder().sessionStarts(0), "--intents", INTENTS);
        }
    },
    TOO_FEW_SHARDS("Too few shards") {
        @Override
        Run run(Path folder) {
            return at(SimulatedGateway.builder().guilds(2_600).shards(2), "--intents", INTENTS, "--shards", "1");
        }
    },
    NO_GUILD("A bot that was invited nowhere") {
        @Override
        Run run(Path folder) {
            return at(SimulatedGateway.builder().guilds(0), "--intents", INTENTS);
        }
    },
    UNKNOWN_NAME("A name that nobody knows") {
        @Override
        Run run(Path folder) {
            return Run.of(
                    "doctor",
                    "--api-url",
                    "https://discord.invalid/api/v10",
                    "--gateway-url",
                    "wss://gateway.discord.invalid",
                    "--timeout",
                    "1m");
        }
    },
    CLOSED_PORT("A port that is closed") {
        @Override
        Run run(Path folder) throws Exception {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            return doctor(URI.create("http://127.0.0.1:" + port), "--gateway-url", "ws://127.0.0.1:" + port);
        }
    },
    INTERCEPTED("A company's proxy that opens TLS") {
        @Override
        Run run(Path folder) throws Exception {
            var certificate = Certificates.make(folder, "-dname", "CN=Example Company Inspection", "-validity", "3650");
            try (CannedServer server = certificate.serve(CannedServer.http("200 OK", "", "{}"))) {
                return doctor(
                        server.url("https"), "--gateway-url", server.url("wss").toString());
            }
        }
    },
    EXPIRED("A certificate that is no longer valid") {
        @Override
        Run run(Path folder) throws Exception {
            var certificate =
                    Certificates.make(folder, "-dname", "CN=localhost", "-startdate", "-400d", "-validity", "300");
            try (CannedServer server = certificate.serve(CannedServer.http("200 OK", "", "{}"))) {
                return doctor(
                        server.url("https"), "--gateway-url", server.url("wss").toString());
            }
        }
    },
    PORTAL("A portal that wants to be logged in at") {
        @Override
        Run run(Path folder) throws Exception {
            String page = CannedServer.http("200 OK", "Content-Type: text/html\n", "<html>Welcome, guest</html>");
            try (CannedServer server = CannedServer.of(page)) {
                return doctor(
                        server.url("http"), "--gateway-url", server.url("ws").toString());
            }
        }
    },
    PROXY_REFUSES("A proxy that refuses") {
        @Override
        Run run(Path folder) throws Exception {
            try (CannedServer proxy = CannedServer.of(CannedServer.http("403 Forbidden", "", ""))) {
                return doctor(
                        URI.create("https://discord.com/api/v10"),
                        "--gateway-url",
                        "wss://gateway.discord.gg",
                        "--proxy",
                        "127.0.0.1:" + proxy.port());
            }
        }
    },
    TOO_MANY_REQUESTS("Too many requests") {
        @Override
        Run run(Path folder) throws Exception {
            String body = "{\"message\":\"You are being rate limited.\",\"retry_after\":1800,\"global\":true}";
            try (CannedServer server =
                    CannedServer.of(CannedServer.http("429 Too Many Requests", "Retry-After: 1800\n", body))) {
                return doctor(server.url("http"), "--no-login");
            }
        }
    },
    WRONG_CLOCK("A clock that is wrong") {
        @Override
        Run run(Path folder) throws Exception {
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    ZonedDateTime.now(ZoneOffset.UTC).plusHours(3).plusSeconds(30));
            String body = "{\"url\":\"ws://127.0.0.1:1\",\"shards\":1,\"session_start_limit\":{\"total\":1000,"
                    + "\"remaining\":999,\"reset_after\":0,\"max_concurrency\":1},\"id\":\"1\",\"flags\":524288}";
            try (CannedServer server = CannedServer.of(CannedServer.http("200 OK", "Date: " + date + "\n", body))) {
                return doctor(server.url("http"), "--no-login");
            }
        }
    },
    NO_HELLO("A proxy that holds the gateway's data back") {
        @Override
        Run run(Path folder) {
            try (ScriptedGateway silent = ScriptedGateway.start();
                    SimulatedGateway api = SimulatedGateway.builder().start()) {
                return doctor(
                        api.httpUrl(),
                        "--intents",
                        INTENTS,
                        "--gateway-url",
                        silent.url().toString(),
                        "--timeout",
                        "5s");
            }
        }
    },
    NO_ZSTD("A machine on which zstd-jni does not load") {
        @Override
        Run run(Path folder) throws Exception {
            try (SimulatedGateway gateway =
                    SimulatedGateway.builder().token(Run.TOKEN).start()) {
                // The native code is written into this folder before it is loaded, and there is no such folder.
                return ChildJvm.run(
                        List.of("-Djava.io.tmpdir=" + folder.resolve("missing")),
                        Map.of("DISCORD_TOKEN", Run.TOKEN),
                        arguments(gateway.httpUrl(), "--intents", INTENTS, "--listen", "100ms"));
            }
        }
    };

    static final String INTENTS = "GUILDS,GUILD_MESSAGES,MESSAGE_CONTENT";

    private final String title;

    SetUp(String title) {
        this.title = title;
    }

    /** The heading in the docs. */
    String title() {
        return title;
    }

    /** Runs the doctor in this set-up; it may put files into the folder. */
    abstract Run run(Path folder) throws Exception;

    private static Run at(SimulatedGatewayBuilder builder, String... more) {
        return at(builder, Map.of("DISCORD_TOKEN", Run.TOKEN), more);
    }

    private static Run at(SimulatedGatewayBuilder builder, Map<String, String> environment, String... more) {
        try (SimulatedGateway gateway = builder.start()) {
            List<String> arguments = arguments(gateway.httpUrl(), more);
            arguments.addAll(List.of("--listen", "100ms"));
            return Run.of(environment, arguments.toArray(String[]::new));
        }
    }

    private static Run doctor(URI api, String... more) {
        return Run.of(arguments(api, more).toArray(String[]::new));
    }

    private static List<String> arguments(URI api, String... more) {
        var arguments = new ArrayList<>(List.of("doctor", "--api-url", api.toString()));
        if (!List.of(more).contains("--timeout")) {
            arguments.addAll(List.of("--timeout", "30s"));
        }
        arguments.addAll(List.of(more));
        return arguments;
    }
}
