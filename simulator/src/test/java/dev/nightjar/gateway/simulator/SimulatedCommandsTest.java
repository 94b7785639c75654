package dev.nightjar.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SimulatedCommandsTest {

    private final SimulatedGateway gateway =
            SimulatedGateway.builder().shards(2).maxConcurrency(16).raw(true).start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    private PlainClient logIn() {
        PlainClient plain = PlainClient.open(gateway.url(), "zlib-stream");
        plain.identify();
        plain.next("READY");
        return plain;
    }

    @Test
    void aVoiceStateIsAnsweredWithTheStateAndTheServer() {
        try (var plain = logIn()) {
            plain.send(
                    "{\"op\":4,\"d\":{\"guild_id\":\"1\",\"channel_id\":\"2\",\"self_mute\":true,\"self_deaf\":false}}");

            assertThat(PlainClient.data(plain.next("VOICE_STATE_UPDATE")))
                    .containsEntry("channel_id", "2")
                    .containsEntry("self_mute", true);
            assertThat(PlainClient.data(plain.next("VOICE_SERVER_UPDATE"))).containsKeys("token", "endpoint");
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void leavingAVoiceChannelIsAnsweredWithTheStateOnly() {
        try (var plain = logIn()) {
            plain.send(
                    "{\"op\":4,\"d\":{\"guild_id\":\"1\",\"channel_id\":null,\"self_mute\":true,\"self_deaf\":false}}");
            plain.beat(1L);

            assertThat(PlainClient.data(plain.next("VOICE_STATE_UPDATE"))).containsEntry("channel_id", null);
            assertThat(plain.next()).containsEntry("op", Op.ACK);
        }
    }

    @Test
    void allMembersComeInChunksAndASecondRequestIsRateLimited() {
        String request = "{\"op\":8,\"d\":{\"guild_id\":\"7\",\"query\":\"\",\"limit\":0,\"nonce\":\"n\"}}";
        try (var plain = logIn()) {
            plain.send(request);

            int members = 0;
            for (int chunk = 0; chunk < 3; chunk++) {
                Map<String, Object> payload = plain.next("GUILD_MEMBERS_CHUNK");
                members += PlainClient.list(payload, "members").size();
                assertThat(PlainClient.data(payload))
                        .containsEntry("chunk_index", chunk)
                        .containsEntry("chunk_count", 3)
                        .containsEntry("nonce", "n");
            }
            assertThat(members).isEqualTo(World.MEMBERS);

            plain.send(request);
            assertThat(PlainClient.data(plain.next("RATE_LIMITED")))
                    .containsEntry("opcode", 8)
                    .containsEntry("meta", Map.of("guild_id", "7", "nonce", "n"));
        }
    }

    @Test
    void membersAreFoundById() {
        try (var plain = logIn()) {
            plain.send("{\"op\":8,\"d\":{\"guild_id\":\"7\",\"user_ids\":[\"" + World.memberId(3)
                    + "\",\"5\"],\"presences\":true}}");

            Map<String, Object> chunk = plain.next("GUILD_MEMBERS_CHUNK");

            assertThat(PlainClient.list(chunk, "members")).hasSize(1);
            assertThat(PlainClient.list(chunk, "presences")).hasSize(1);
            assertThat(PlainClient.data(chunk)).containsEntry("not_found", List.of("5"));
        }
    }

    @Test
    void soundsComeForEachGuild() {
        try (var plain = logIn()) {
            plain.send("{\"op\":31,\"d\":{\"guild_ids\":[\"1\",\"2\"]}}");

            assertThat(PlainClient.data(plain.next("SOUNDBOARD_SOUNDS"))).containsEntry("guild_id", "1");
            assertThat(PlainClient.data(plain.next("SOUNDBOARD_SOUNDS"))).containsEntry("guild_id", "2");
        }
    }

    @Test
    void channelInfoHasTheFieldsThatWereAskedFor() {
        try (var plain = logIn()) {
            plain.send("{\"op\":43,\"d\":{\"guild_id\":\"1\",\"fields\":[\"status\"]}}");

            List<?> channels = PlainClient.list(plain.next("CHANNEL_INFO"), "channels");

            assertThat(Received.objectOf(channels.getFirst())).containsOnlyKeys("id", "status");
        }
    }

    @Test
    void aPresenceIsAccepted() {
        try (var plain = logIn()) {
            plain.send("{\"op\":3,\"d\":{\"since\":null,\"activities\":[],\"status\":\"idle\",\"afk\":false}}");
            plain.beat(1L);

            plain.next(Op.ACK);
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":3,\"d\":{\"since\":null,\"activities\":[],\"status\":\"asleep\",\"afk\":false}}",
                "{\"op\":4,\"d\":{\"guild_id\":\"1\",\"self_mute\":true,\"self_deaf\":false}}",
                "{\"op\":8,\"d\":{\"guild_id\":\"1\"}}",
                "{\"op\":8,\"d\":{\"guild_id\":\"1\",\"query\":\"\"}}",
                "{\"op\":8,\"d\":{\"guild_id\":[\"1\"],\"query\":\"\",\"limit\":0}}",
                "{\"op\":31,\"d\":{}}",
                "{\"op\":43,\"d\":{\"guild_id\":\"1\"}}",
                "{\"op\":1,\"d\":\"7\"}"
            })
    void aMalformedCommandEndsTheConnection(String json) {
        try (var plain = logIn()) {
            plain.send(json);

            assertThat(plain.ending()).startsWith("4002");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/gateway, , 200",
        "/api/v10/gateway, , 200",
        "/gateway/bot, , 401",
        "/gateway/bot, token, 401",
        "/gateway/bot, Bot bad, 401",
        "/gateway/bot, Bot token, 200",
        "/api/v10/gateway/bot, Bot token, 200",
        "/api/v10/users/@me, Bot token, 200",
        "/applications/@me, Bot token, 200",
        "/api/v10/oauth2/applications/@me, Bot token, 200",
        "/api/v10/applications/@me, , 401",
        "/somewhere, Bot token, 404"
    })
    void theHttpEndpointsAnswer(String path, String authorization, int status) throws Exception {
        assertThat(get(path, authorization == null ? "" : authorization).statusCode())
                .isEqualTo(status);
    }

    @Test
    void gatewayBotTellsTheUrlTheShardsAndTheLimits() throws Exception {
        logIn().close();

        assertThat(get("/gateway/bot", "Bot token").body())
                .isEqualTo("{\"url\":\"" + gateway.url() + "\",\"shards\":2,\"session_start_limit\":{\"total\":1000,"
                        + "\"remaining\":999,\"reset_after\":86400000,\"max_concurrency\":16}}");
    }

    @Test
    void theApplicationHasNoFlagForAnIntentThatIsDisallowed() throws Exception {
        assertThat(get("/applications/@me", "Bot token").body()).contains("\"flags\":565248,");
        try (var strict = SimulatedGateway.builder()
                        .disallowedIntents(Intent.GUILD_MEMBERS.mask())
                        .guilds(7)
                        .start();
                var http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(strict.httpUrl() + "/applications/@me"))
                    .header("Authorization", "Bot token")
                    .build();

            assertThat(http.send(request, BodyHandlers.ofString()).body())
                    .contains("\"flags\":532480,", "\"approximate_guild_count\":7");
        }
    }

    @Test
    void anAnswerSaysWhatTheClockShows() throws Exception {
        assertThat(get("/gateway", "").headers().firstValue("Date")).hasValueSatisfying(date -> {
            assertThat(date).endsWith(" GMT");
            DateTimeFormatter.RFC_1123_DATE_TIME.parse(date);
        });
    }

    private HttpResponse<String> get(String path, String authorization) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.httpUrl() + path));
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
