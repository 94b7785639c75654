package dev.nightjar.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SimulatedLoginTest {

    @ParameterizedTest
    @ValueSource(strings = {"none", "zlib-stream", "zstd-stream"})
    void aClientLogsInAndMeetsItsGuilds(String compression) {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url(), compression)) {
            assertThat(PlainClient.data(plain.next(Op.HELLO))).containsEntry("heartbeat_interval", 41_250);
            plain.identify("Bot token", "\"shard\":[0,1],");

            Map<String, Object> ready = plain.next();
            SimulatedSession session = gateway.awaitSession();

            assertThat(ready).containsEntry("t", "READY").containsEntry("s", 1).containsEntry("op", 0);
            assertThat(PlainClient.data(ready))
                    .containsEntry("v", 10)
                    .containsEntry("session_id", session.id())
                    .containsEntry("shard", List.of(0, 1))
                    .containsEntry("resume_gateway_url", gateway.url().toString())
                    .containsKeys("user", "application");
            assertThat(PlainClient.list(ready, "guilds")).hasSize(3);
            Map<String, Object> away = plain.next();
            assertThat(away).containsEntry("t", "GUILD_DELETE");
            assertThat(PlainClient.data(away)).hasSize(2).containsEntry("unavailable", true);
            assertThat(PlainClient.data(plain.next()))
                    .containsEntry("unavailable", false)
                    .containsKey("channels");
            assertThat(PlainClient.data(plain.next())).containsEntry("unavailable", false);
            assertThat(session.sequence()).isEqualTo(4);
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void payloadCompressionIsUsedForEvents() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.identify("token", "\"compress\":true,");

            assertThat(plain.next("READY")).containsEntry("s", 1);
            assertThat(plain.next("GUILD_DELETE")).containsEntry("s", 2);
            assertThat(plain.next("GUILD_CREATE")).containsEntry("s", 3);
            assertThat(plain.binaryMessages()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void guildsComeToTheShardThatTheirIdsSay() {
        try (var gateway = SimulatedGateway.builder().guilds(10).start();
                var plain = PlainClient.open(gateway.url())) {
            plain.identify("token", "\"shard\":[1,4],");

            List<?> guilds = PlainClient.list(plain.next("READY"), "guilds");

            assertThat(guilds).isNotEmpty().allSatisfy(guild -> {
                long id = Long.parseUnsignedLong(
                        String.valueOf(Received.objectOf(guild).get("id")));
                assertThat((id >>> 22) % 4).isEqualTo(1);
            });
        }
    }

    @Test
    void heartbeatsAreAnsweredBeforeAndAfterTheLogin() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.next(Op.HELLO);
            plain.beat(null);
            assertThat(plain.next()).containsEntry("op", Op.ACK);

            plain.identify();
            plain.next("READY");
            plain.beat(1L);

            plain.next(Op.ACK);
            assertThat(gateway.beats()).extracting(Received::d).containsExactly(null, 1);
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    no JSON                       | hello                                              | 4002
                    no object                     | [1]                                                | 4002
                    no op                         | {"d":1}                                            | 4002
                    an op that does not exist     | {"op":99,"d":null}                                 | 4001
                    an op of the server           | {"op":10,"d":null}                                 | 4001
                    a command before the login    | {"op":3,"d":null}                                  | 4003
                    no token                      | {"op":2,"d":{"intents":0,"properties":{}}}         | 4002
                    no intents                    | {"op":2,"d":{"token":"t","properties":{}}}         | 4002
                    intents in words              | {"op":2,"d":{"token":"t","intents":"GUILDS","properties":{}}}    | 4002
                    a string of unknown intents   | {"op":2,"d":{"token":"t","intents":"131072","properties":{}}}    | 4013
                    a string that is not allowed  | {"op":2,"d":{"token":"t","intents":"256","properties":{}}}       | 4014
                    no properties                 | {"op":2,"d":{"token":"t","intents":0}}             | 4002
                    a bad token                   | {"op":2,"d":{"token":"bad","intents":0,"properties":{}}}         | 4004
                    a shard out of range          | {"op":2,"d":{"token":"t","intents":0,"properties":{},"shard":[2,2]}} | 4010
                    an intent that does not exist | {"op":2,"d":{"token":"t","intents":131072,"properties":{}}}      | 4013
                    an intent that is not allowed | {"op":2,"d":{"token":"t","intents":256,"properties":{}}}         | 4014
                    a low large_threshold         | {"op":2,"d":{"token":"t","intents":0,"properties":{},"large_threshold":49}} | 4002
                    a resume with a bad token     | {"op":6,"d":{"token":"bad","session_id":"x","seq":1}}            | 4004
                    a resume without a sequence   | {"op":6,"d":{"token":"t","session_id":"x","seq":null}}           | 4002
                    """)
    void aWrongFirstPayloadEndsTheConnection(String what, String json, int code) {
        try (var gateway = SimulatedGateway.builder().disallowedIntents(256).start();
                var plain = PlainClient.open(gateway.url())) {
            plain.send(json);

            assertThat(plain.ending()).as(what).startsWith(code + " ");
            assertThat(gateway.violations()).extracting(Violation::code).containsExactly(code);
        }
    }

    @Test
    void intentsMayComeAsAStringOfDigits() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.send("{\"op\":2,\"d\":{\"token\":\"t\",\"intents\":\"3276799\",\"properties\":{}}}");

            plain.next("READY");
            plain.next("GUILD_CREATE");

            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void aSecondIdentifyEndsTheConnection() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.identify();
            plain.identify();

            assertThat(plain.ending()).startsWith("4005");
        }
    }

    @Test
    void aPayloadOfMoreThan4096BytesEndsTheConnection() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            plain.beat(null);
            plain.send("{\"op\":1,\"d\":null}" + " ".repeat(4096 - 17));
            plain.send("{\"op\":1,\"d\":null}" + " ".repeat(4097 - 17));

            assertThat(plain.ending()).startsWith("4002");
            assertThat(gateway.beats()).hasSize(3);
        }
    }

    @Test
    void theHundredAndTwentyFirstPayloadInAMinuteEndsTheConnection() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.open(gateway.url())) {
            for (int beat = 0; beat < 121; beat++) {
                plain.beat(null);
            }

            assertThat(plain.ending()).startsWith("4008");
            assertThat(gateway.beats()).hasSize(121);
        }
    }

    @Test
    void aWrongVersionEndsTheConnection() {
        try (var gateway = SimulatedGateway.start();
                var plain = PlainClient.openAt(gateway.url() + "/?encoding=json")) {
            assertThat(plain.ending()).startsWith("4012");
        }
    }

    @Test
    void aLenientGatewayOnlyNotesMalformedCommands() {
        try (var gateway = SimulatedGateway.builder().strict(false).start();
                var plain = PlainClient.open(gateway.url())) {
            plain.identify();
            plain.next("READY");

            plain.send("{\"op\":3,\"d\":{}}");
            plain.beat(null);

            plain.next(Op.ACK);
            assertThat(gateway.violations()).extracting(Violation::code).containsExactly(4002);
        }
    }

    @Test
    void identifiesThatComeTooFastGetAnInvalidSession() {
        try (var gateway = SimulatedGateway.builder().maxConcurrency(2).start();
                var first = PlainClient.open(gateway.url());
                var second = PlainClient.open(gateway.url());
                var third = PlainClient.open(gateway.url())) {
            first.identify("token", "\"shard\":[0,3],");
            first.next("READY");
            second.identify("token", "\"shard\":[1,3],");
            second.next("READY");

            third.identify("token", "\"shard\":[2,3],");

            assertThat(third.next(Op.INVALID_SESSION)).containsEntry("d", false);
            assertThat(gateway.violations()).hasSize(1);
        }
    }

    @Test
    void missingHeartbeatsEndTheConnection() {
        try (var gateway = SimulatedGateway.builder()
                        .heartbeatInterval(Duration.ofMillis(20))
                        .start();
                var plain = PlainClient.open(gateway.url())) {
            plain.identify();

            assertThat(plain.ending()).startsWith("4000");
            assertThat(gateway.violations()).hasSize(1);
        }
    }
}
