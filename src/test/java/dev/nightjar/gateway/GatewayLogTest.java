package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Disconnected.Cause;
import dev.nightjar.gateway.event.Disconnected.Next;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.ShardFailed;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The log: what java.util.logging gets of it, which is where the JDK's System.Logger writes without another library. */
@Timeout(60)
class GatewayLogTest {

    private static final URI URL = URI.create("wss://gateway.example:444/?v=10");

    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger(GatewayLog.NAME);
    private final Level before = logger.getLevel();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    @AfterEach
    void restore() {
        logger.removeHandler(handler);
        logger.setLevel(before);
        logger.setUseParentHandlers(true);
    }

    @Test
    void aWrongTokenIsLoggedWithItsRemedyThoughNothingWasConfiguredAndTheTokenIsNot() {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(2);

            client.close(4004, "Authentication failed.");

            assertThat(bench.loopEnd()).isInstanceOf(GatewayException.class);
            assertThat(texts())
                    .containsExactly(
                            "SEVERE Shard 0/1 is disconnected: CLOSED_BY_GATEWAY, 4004, Authentication failed.;"
                                    + " the shard has ended. The gateway closed with 4004: the token is wrong. Copy it anew from"
                                    + " the bot's page in the developer portal.");
        }
    }

    @Test
    void aShardThatIsWellLogsNothingByDefault() {
        try (Bench bench = Bench.open()) {
            bench.identified().dispatch("MESSAGE_CREATE", 2, "{\"id\":\"1\",\"content\":\"secret\"}");
            bench.next(MessageCreate.class);
            bench.shard.close();
            bench.loopEnd();

            assertThat(texts()).isEmpty();
        }
    }

    @Test
    void atInfoTheLogHasTheWholeLifeAndNothingOfWhatPeopleWrite() {
        try (Bench bench = Bench.open(config -> config.log(System.Logger.Level.INFO))) {
            Client client = bench.identified();
            client.dispatch("MESSAGE_CREATE", 2, "{\"id\":\"1\",\"content\":\"secret\"}");
            bench.next(MessageCreate.class);
            client.send("{\"op\":7,\"d\":null}");
            Client resuming = bench.resuming(2);
            resuming.resumed(3);
            bench.next(Resumed.class);
            bench.shard.close();
            bench.loopEnd();

            assertThat(texts())
                    .extracting(text -> text.replaceAll("localhost:\\d+|127\\.0\\.0\\.1:\\d+", "HOST")
                            .replaceFirst("REQUESTED, \\d+", "REQUESTED, CODE"))
                    .containsExactly(
                            "INFO Shard 0/1 is connected to HOST and identifies",
                            "INFO Shard 0/1 is ready: a session has begun",
                            "INFO Shard 0/1 is disconnected: RECONNECT_REQUESTED, CODE, the gateway asked to reconnect and resume;"
                                    + " it resumes now",
                            "INFO Shard 0/1 is connected to HOST and resumes",
                            "INFO Shard 0/1 has resumed its session",
                            "INFO Shard 0/1 is disconnected: USER_CLOSE, 1000, the user closed the shard; the shard has"
                                    + " ended");
            assertThat(texts().toString()).doesNotContain("secret").doesNotContain(Bench.TOKEN);
        }
    }

    @Test
    void aLoopOverRawMessagesLogsTheSame() {
        try (Bench bench = Bench.unread(config -> config.log(System.Logger.Level.INFO))) {
            bench.identified();
            var messages = bench.shard.messages().iterator();
            while (!(messages.next() instanceof GatewayMessage.Text text)
                    || !text.payload().name().equals("READY")) {}

            assertThat(texts()).contains("INFO Shard 0/1 is ready: a session has begun");
        }
    }

    /** A fleet of one shard, which goes on although the gateway refuses its intents. */
    private static Fleet refused(ScriptedGateway gateway) {
        GatewayConfig config = GatewayConfig.builder(Bench.TOKEN)
                .intents(Intent.GUILDS)
                .gatewayUrl(gateway.url())
                .identifyQueue(shard -> {})
                .build();
        Fleet fleet = Fleet.open(ShardRange.all(1), id -> config, Fleet.OnFailure.GO_ON);
        Client client = gateway.accept();
        client.hello(41_250);
        client.expect(2);
        client.close(4014, "Disallowed intent(s).");
        return fleet;
    }

    @Test
    void aLoopOverTheRawMessagesOfAFleetLogsTheSame() {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                Fleet fleet = refused(gateway)) {
            for (ShardMessage next : fleet.messages()) {
                if (next.message() instanceof GatewayMessage.Close) {
                    break;
                }
            }
        }

        assertThat(texts()).last().asString().startsWith("SEVERE Shard 0/1 is disconnected: CLOSED_BY_GATEWAY, 4014");
    }

    @Test
    void withOffNothingIsLogged() {
        try (Bench bench = Bench.open(config -> config.log(System.Logger.Level.OFF))) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(2);

            client.close(4004, "no");

            assertThat(bench.loopEnd()).isInstanceOf(GatewayException.class);
            assertThat(texts()).isEmpty();
        }
    }

    @Test
    void aLoggerThatThrowsCostsTheLoopNoEvent() {
        Handler broken = new Handler() {
            @Override
            public void publish(LogRecord line) {
                throw new IllegalStateException("the disk is full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(broken);
        try (Bench bench = Bench.open()) {
            bench.identified().close(4000, "again");

            assertThat(Bench.trace(bench.next(Disconnected.class))).isEqualTo("CLOSED_BY_GATEWAY 4000 RESUME");
            bench.resuming(1);
        } finally {
            logger.removeHandler(broken);
        }
    }

    @Test
    void aFailedShardOfAFleetIsLoggedAsAnError() {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                Fleet fleet = refused(gateway)) {
            for (ShardEvent next : fleet.events()) {
                if (next.event() instanceof ShardFailed) {
                    break;
                }
            }
        }

        assertThat(texts()).last().asString().startsWith("SEVERE Shard 0/1 has failed: The gateway closed with 4014");
    }

    static Stream<Arguments> levels() {
        return Stream.of(
                arguments(Level.INFO, new Connected(Payload.EMPTY, URL, Duration.ofSeconds(41), false)),
                arguments(
                        Level.WARNING,
                        new ConnectFailed(
                                URL, ConnectFailed.Reason.REFUSED, new IOException("nobody listens"), Duration.ZERO)),
                arguments(Level.WARNING, end(Cause.CONNECTION_LOST, Next.RESUME)),
                arguments(Level.WARNING, end(Cause.INVALID_SESSION, Next.IDENTIFY)),
                arguments(Level.INFO, end(Cause.RECONNECT_REQUESTED, Next.RESUME)),
                arguments(Level.INFO, end(Cause.USER_SUSPEND, Next.STOP)),
                arguments(Level.SEVERE, end(Cause.CLOSED_BY_GATEWAY, Next.STOP)),
                arguments(Level.SEVERE, end(Cause.IDENTIFY_QUEUE_FAILED, Next.IDENTIFY)),
                arguments(Level.WARNING, new SessionInvalidated(Payload.EMPTY, "id", "it is too old")),
                arguments(
                        Level.WARNING,
                        new SessionStoreFailed(SessionStoreFailed.Action.SAVE, new IOException("the disk is full"))),
                arguments(Level.INFO, new IdentifyDelayed(IdentifyDelayed.Reason.OTHER_SHARDS, Duration.ofSeconds(5))),
                arguments(Level.WARNING, new IdentifyDelayed(IdentifyDelayed.Reason.DAILY_BUDGET, Duration.ZERO)),
                arguments(Level.WARNING, new CommandsDropped(List.of("{\"secret\":1}"))),
                arguments(Level.SEVERE, new ShardFailed(new IllegalStateException("broken"))),
                arguments(Level.WARNING, new Malformed(Payload.of(new byte[] {'x'}), new IOException("secret"))));
    }

    private static Disconnected end(Cause cause, Next next) {
        return new Disconnected(cause, 1006, "so it is", next, Duration.ofMillis(7));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void eachEventHasTheLevelThatOperatorsExpectOneLineAndTheShard(Level level, Event event) {
        new GatewayLog(new ShardId(3, 16), System.Logger.Level.INFO).see(event);

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(level);
            assertThat(line.getMessage()).startsWith("Shard 3/16 ").doesNotContain("\n", "secret");
        });
    }

    @Test
    void aLargeFleetIsToldOnceHowItsShardsNeedLessMemoryAndASmallOneIsNot() {
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create("ws://127.0.0.1:1"))
                .build();
        var fleet = new ShardGroup(ShardRange.all(499), id -> config, new Merge(true), false, true);
        assertThat(fleet.shards()).hasSize(499);
        assertThat(texts()).isEmpty();

        var large = new ShardGroup(ShardRange.all(500), id -> config, new Merge(true), false, true);

        assertThat(large.shards()).hasSize(500);
        assertThat(texts())
                .containsExactly(
                        "WARNING A fleet of 500 shards begins. The JDK's buffers take two thirds of their heap, 56 KB a"
                                + " shard; to have 22 instead, start Java with -Djdk.httpclient.bufsize=4096"
                                + " -Djdk.httpclient.websocket.writeBufferSize=4096"
                                + " -Djdk.httpclient.websocket.intermediateBufferSize=4096");
    }

    private List<String> texts() {
        return lines.stream()
                .map(line -> line.getLevel() + " " + line.getMessage())
                .toList();
    }
}
