package dev.nightjar.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated gateway, seen by a client that knows nothing of it but the protocol. */
@Timeout(60)
class SimulatedGatewayTest {

    @ParameterizedTest
    @ValueSource(strings = {"zlib-stream", "zstd-stream", "none"})
    void aClientLogsInAndGetsReadyAndItsGuildsInEachCompression(String compression) {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                PlainClient client = PlainClient.open(gateway.url(), compression)) {
            assertThat(PlainClient.data(client.next(10))).containsEntry("heartbeat_interval", 41_250);

            client.identify();

            Map<String, Object> ready = client.next("READY");
            assertThat(ready).containsEntry("s", 1);
            assertThat(PlainClient.data(ready))
                    .containsEntry("v", 10)
                    .containsEntry("resume_gateway_url", gateway.url().toString())
                    .containsKeys("session_id", "user", "application", "shard");
            assertThat(PlainClient.list(ready, "guilds")).hasSize(3);
            assertThat(PlainClient.data(client.next("GUILD_CREATE"))).containsEntry("unavailable", false);
            client.next("GUILD_CREATE");
            assertThat(PlainClient.data(client.next("GUILD_CREATE"))).containsEntry("unavailable", true);
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void payloadCompressionIsForClientsThatAskForIt() {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                PlainClient client = PlainClient.open(gateway.url())) {
            client.next(10);

            client.identify("token", "\"compress\":true,");

            client.next("READY");
        }
    }

    @Test
    void heartbeatsAreAnsweredAndAskedFor() {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                PlainClient client = PlainClient.open(gateway.url())) {
            client.next(10);
            client.beat(null);
            client.next(11);
            client.identify();
            client.next("READY");

            gateway.nextSession().requestBeat();

            client.next(1);
            assertThat(gateway.received(1)).hasSize(1);
        }
    }

    @Test
    void aResumeReplaysExactlyWhatWasMissedAndThenSaysResumed() {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                PlainClient first = PlainClient.open(gateway.url())) {
            first.next(10);
            first.identify();
            first.next("READY");
            SimulatedSession session = gateway.nextSession();
            long seen = session.dispatch("SEEN", "{}");
            first.next("SEEN");
            session.reset();
            first.ending();
            session.dispatch("MISSED", "{\"number\":1}");
            session.dispatch("MISSED", "{\"number\":2}");

            try (PlainClient second = PlainClient.open(gateway.url(), "zstd-stream")) {
                second.next(10);
                second.resume(session.id(), seen);

                assertThat(PlainClient.data(second.next())).containsEntry("number", 1);
                assertThat(PlainClient.data(second.next())).containsEntry("number", 2);
                assertThat(second.next()).containsEntry("t", "RESUMED").containsEntry("s", (int) seen + 3);
                assertThat(session.resumes()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4003|{\"op\":3,\"d\":{\"since\":null,\"activities\":[],\"status\":\"online\",\"afk\":false}}",
                "4001|{\"op\":99,\"d\":null}",
                "4002|not JSON",
                "4002|{\"op\":2,\"d\":{\"token\":5}}",
                "4004|{\"op\":2,\"d\":{\"token\":\"bad\",\"intents\":0,\"properties\":{}}}",
                "4013|{\"op\":2,\"d\":{\"token\":\"t\",\"intents\":131072,\"properties\":{}}}",
                "4010|{\"op\":2,\"d\":{\"token\":\"t\",\"intents\":0,\"properties\":{},\"shard\":[4,2]}}",
                "4004|{\"op\":6,\"d\":{\"token\":\"bad\",\"session_id\":\"x\",\"seq\":1}}"
            })
    void whatTheProtocolForbidsIsClosedWithItsCodeAndNoted(int code, String payload) {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                PlainClient client = PlainClient.open(gateway.url())) {
            client.next(10);

            client.send(payload);

            assertThat(client.ending()).startsWith(String.valueOf(code));
            assertThat(gateway.violations()).extracting(Violation::code).containsExactly(code);
        }
    }

    @Test
    void aPayloadOverTheLimitIsClosedWith4002() {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                PlainClient client = PlainClient.open(gateway.url())) {
            client.next(10);
            client.identify();
            client.next("READY");

            client.send("{\"op\":3,\"d\":\"" + "x".repeat(4_096) + "\"}");

            assertThat(client.ending()).startsWith("4002");
        }
    }

    @Test
    void morePayloadsThanTheLimitAreClosedWith4008() {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                PlainClient client = PlainClient.open(gateway.url())) {
            client.next(10);
            client.identify();
            for (int i = 0; i < 119; i++) {
                client.beat(null);
            }
            assertThat(gateway.violations()).isEmpty();

            client.beat(null);

            assertThat(client.ending()).startsWith("4008");
        }
    }

    @Test
    void aSecondIdentifyIsClosedWith4005AndAWrongSequenceWith4007() {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                PlainClient client = PlainClient.open(gateway.url())) {
            client.next(10);
            client.identify();
            client.next("READY");
            client.identify();
            assertThat(client.ending()).startsWith("4005");
            SimulatedSession session = gateway.nextSession();

            try (PlainClient second = PlainClient.open(gateway.url())) {
                second.next(10);
                second.resume(session.id(), session.sequence() + 1);

                assertThat(second.ending()).startsWith("4007");
            }
        }
    }

    @Test
    void anUnknownSessionAndAnIdentifyTooSoonAreInvalid() {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                PlainClient first = PlainClient.open(gateway.url());
                PlainClient second = PlainClient.open(gateway.url())) {
            first.next(10);
            first.resume("unknown", 1);
            assertThat(first.next(9)).containsEntry("d", false);

            second.next(10);
            second.identify();
            second.next("READY");
            try (PlainClient third = PlainClient.open(gateway.url())) {
                third.next(10);
                third.identify();
                assertThat(third.next(9)).containsEntry("d", false);
            }
        }
    }

    @Test
    void aSessionDiesWithAClose1000AndLivesThroughAnyOther() {
        try (SimulatedGateway gateway =
                        SimulatedGateway.builder().limitIdentifies(false).start();
                PlainClient first = PlainClient.open(gateway.url());
                PlainClient second = PlainClient.open(gateway.url())) {
            first.next(10);
            first.identify();
            first.next("READY");
            second.next(10);
            second.identify();
            second.next("READY");
            first.closeWith(1000, "");
            second.closeWith(4000, "");
            first.ending();
            second.ending();

            assertThat(answerToResume(gateway, gateway.nextSession())).isEqualTo(9);
            assertThat(answerToResume(gateway, gateway.nextSession())).isEqualTo(0);
        }
    }

    private static Object answerToResume(SimulatedGateway gateway, SimulatedSession session) {
        try (PlainClient client = PlainClient.open(gateway.url())) {
            client.next(10);
            client.resume(session.id(), session.sequence());
            @Nullable Object op = client.next().get("op");
            return op == null ? -1 : op;
        }
    }

    @Test
    void aBurstComesInOrderWithoutAGap() {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                PlainClient client = PlainClient.open(gateway.url(), "zstd-stream")) {
            client.next(10);
            client.identify();
            client.next("READY");

            gateway.nextSession().burst(1_000);

            for (int s = 2; s <= 1_004; s++) {
                assertThat(client.next()).containsEntry("s", s);
            }
        }
    }

    @Test
    void commandsAreAnsweredWithTheEventsThatTheyAskFor() {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                PlainClient client = PlainClient.open(gateway.url())) {
            client.next(10);
            client.identify();
            Object guild = PlainClient.data(client.next("GUILD_CREATE")).get("id");

            client.send("{\"op\":8,\"d\":{\"guild_id\":\"" + guild + "\",\"query\":\"\",\"limit\":0,\"nonce\":\"n\"}}");
            client.send("{\"op\":4,\"d\":{\"guild_id\":\"" + guild
                    + "\",\"channel_id\":\"5\",\"self_mute\":false,\"self_deaf\":true}}");
            client.send("{\"op\":31,\"d\":{\"guild_ids\":[\"" + guild + "\"]}}");
            client.send("{\"op\":43,\"d\":{\"guild_id\":\"" + guild + "\",\"fields\":[\"status\"]}}");

            Map<String, Object> chunk = client.next("GUILD_MEMBERS_CHUNK");
            assertThat(PlainClient.data(chunk)).containsEntry("chunk_count", 3).containsEntry("nonce", "n");
            assertThat(PlainClient.list(chunk, "members")).hasSize(1_000);
            client.next("VOICE_STATE_UPDATE");
            client.next("VOICE_SERVER_UPDATE");
            client.next("SOUNDBOARD_SOUNDS");
            client.next("CHANNEL_INFO");
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void theFaultsAreSeenByTheClient() {
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().limitIdentifies(false).start()) {
            assertThat(endingAfter(gateway, SimulatedSession::eof)).startsWith("1006");
            assertThat(endingAfter(gateway, session -> session.close(4009, "old")))
                    .startsWith("4009");
            assertThat(endingAfter(gateway, SimulatedSession::invalidFrame)).isNotEmpty();
            gateway.reconnectBeforeHello();
            try (PlainClient client = PlainClient.open(gateway.url())) {
                assertThat(client.next()).containsEntry("op", 7);
            }
        }
    }

    private static String endingAfter(SimulatedGateway gateway, Consumer<SimulatedSession> fault) {
        try (PlainClient client = PlainClient.open(gateway.url())) {
            client.next(10);
            client.identify();
            client.next("READY");
            // Nothing may be under way: the JDK's client can miss an end that comes with data.
            for (int guild = 0; guild < 3; guild++) {
                client.next("GUILD_CREATE");
            }
            fault.accept(gateway.nextSession());
            return client.ending();
        }
    }

    @Test
    void theHttpEndpointsAnswerOnTheSamePort() throws IOException, InterruptedException {
        try (SimulatedGateway gateway =
                        SimulatedGateway.builder().shards(4).maxConcurrency(2).start();
                HttpClient http = HttpClient.newHttpClient()) {
            URI bot = URI.create(gateway.httpUrl() + "/api/v10/gateway/bot");

            HttpResponse<String> open = http.send(
                    HttpRequest.newBuilder(URI.create(gateway.httpUrl() + "/gateway"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> refused =
                    http.send(HttpRequest.newBuilder(bot).build(), HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> granted = http.send(
                    HttpRequest.newBuilder(bot)
                            .header("Authorization", "Bot token")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(JSON.std.mapFrom(open.body()))
                    .containsEntry("url", gateway.url().toString());
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(JSON.std.mapFrom(granted.body()))
                    .containsEntry("shards", 4)
                    .containsKey("session_start_limit");
        }
    }
}
