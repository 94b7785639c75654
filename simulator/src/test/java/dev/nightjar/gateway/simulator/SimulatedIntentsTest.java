package dev.nightjar.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SimulatedIntentsTest {

    private static final String BOT = Long.toString(World.BOT_ID);
    private static final String GUILD = Long.toString(World.guildsOf(0, 1, 1).getFirst());

    private static PlainClient logIn(SimulatedGateway gateway, long intents) {
        PlainClient plain = PlainClient.open(gateway.url());
        plain.send("{\"op\":2,\"d\":{\"token\":\"t\",\"intents\":" + intents + ",\"properties\":{}}}");
        plain.next("READY");
        return plain;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GUILD_ROLE_CREATE           | {"guild_id":"1"}               | 2048     | GUILDS
            GUILD_MEMBER_ADD            | {"guild_id":"1"}               | 1        | GUILD_MEMBERS
            GUILD_BAN_ADD               | {"guild_id":"1"}               | 1        | GUILD_MODERATION
            VOICE_STATE_UPDATE          | {"guild_id":"1"}               | 1        | GUILD_VOICE_STATES
            PRESENCE_UPDATE             | {"guild_id":"1"}               | 2        | GUILD_PRESENCES
            MESSAGE_CREATE              | {"guild_id":"1"}               | 4096     | GUILD_MESSAGES
            MESSAGE_CREATE              | {"content":"hi"}               | 512      | DIRECT_MESSAGES
            MESSAGE_CREATE              | {"guild_id":null}              | 512      | DIRECT_MESSAGES
            MESSAGE_DELETE_BULK         | {"guild_id":"1"}               | 4096     | GUILD_MESSAGES
            MESSAGE_REACTION_ADD        | {"guild_id":"1"}               | 512      | GUILD_MESSAGE_REACTIONS
            TYPING_START                | {}                             | 2048     | DIRECT_MESSAGE_TYPING
            CHANNEL_PINS_UPDATE         | {"guild_id":"1"}               | 4096     | GUILDS
            MESSAGE_POLL_VOTE_ADD       | {}                             | 16777216 | DIRECT_MESSAGE_POLLS
            THREAD_MEMBERS_UPDATE       | {"guild_id":"1"}               | 512      | GUILDS or GUILD_MEMBERS
            GUILD_MEMBER_UPDATE         | {"guild_id":"1","user":{"id":"1"}} | 1    | GUILD_MEMBERS
            """)
    void anEventThatNoIntentBringsDoesNotComeAndIsAViolation(String type, String data, long intents, String missing) {
        try (var gateway = SimulatedGateway.builder().guilds(0).start();
                var plain = logIn(gateway, intents)) {
            long sequence = gateway.awaitSession().dispatch(type, data);

            plain.beat(1L);
            assertThat(plain.next()).containsEntry("op", Op.ACK);
            assertThat(sequence).isZero();
            assertThat(gateway.sessions().getFirst().sequence()).isEqualTo(1);
            assertThat(gateway.violations())
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.reason())
                            .startsWith(type)
                            .contains("needs " + missing + ",", "intents are " + intents));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            READY                       | {}                             | 0
            INTERACTION_CREATE          | {"guild_id":"1"}               | 0
            VOICE_SERVER_UPDATE         | {"guild_id":"1"}               | 0
            AN_EVENT_OF_TOMORROW        | {"guild_id":"1"}               | 0
            GUILD_MEMBER_UPDATE         | {"user":{"id":"1006632960000000000"}} | 0
            GUILD_ROLE_CREATE           | {"guild_id":"1"}               | 1
            MESSAGE_CREATE              | {"guild_id":"1"}               | 512
            MESSAGE_CREATE              | {"content":"hi"}               | 4096
            THREAD_MEMBERS_UPDATE       | {"guild_id":"1"}               | 2
            THREAD_MEMBERS_UPDATE       | {"guild_id":"1"}               | 1
            CHANNEL_PINS_UPDATE         | {}                             | 4096
            """)
    void anEventThatAnIntentBringsOrThatNeedsNoneComesAsItIs(String type, String data, long intents) {
        try (var gateway = SimulatedGateway.builder().guilds(0).start();
                var plain = logIn(gateway, intents)) {
            SimulatedSession session = gateway.awaitSession();

            assertThat(session.dispatch(type, data)).isEqualTo(2);
            assertThat(PlainClient.data(plain.next(type))).isEqualTo(IntentFilter.parse(data));
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"content\":\"hi\"",
                "\"embeds\":[{\"title\":\"t\"}]",
                "\"attachments\":[{\"id\":\"99\"}]",
                "\"components\":[{\"type\":1}]",
                "\"poll\":{\"question\":{}}",
                "\"referenced_message\":{\"content\":\"hi\"}",
                "\"message_snapshots\":[{\"message\":{\"content\":\"hi\"}}]"
            })
    void aMessageComesEmptyWithoutTheIntentForItsContentAndIsAViolation(String content) {
        try (var gateway = SimulatedGateway.builder().guilds(0).start();
                var plain = logIn(gateway, Intent.GUILD_MESSAGES.mask())) {
            String message = "{\"id\":\"7\",\"guild_id\":\"1\",\"type\":0,\"edited_timestamp\":null," + content + "}";

            gateway.awaitSession().dispatch("MESSAGE_UPDATE", message);

            Map<String, Object> update = plain.next("MESSAGE_UPDATE");
            assertThat(update.toString()).doesNotContain("hi", "title", "99", "question", "type=1");
            assertThat(PlainClient.data(update)).containsEntry("id", "7").containsEntry("edited_timestamp", null);
            assertThat(gateway.violations())
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.reason()).contains("MESSAGE_CONTENT"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the intent               | 33280 | {"guild_id":"1","content":"hi"}
            a direct message         | 4096  | {"content":"hi"}
            a message of its own     | 512   | {"guild_id":"1","content":"hi","author":{"id":"1006632960000000000"}}
            a message that names it  | 512   | {"guild_id":"1","content":"hi","mentions":[{"id":"1006632960000000000"}]}
            nothing to leave out     | 512   | {"guild_id":"1","content":"","embeds":[],"attachments":[]}
            """)
    void aMessageKeepsItsContentWhereDiscordLeavesIt(String why, long intents, String message) {
        try (var gateway = SimulatedGateway.builder().guilds(0).start();
                var plain = logIn(gateway, intents)) {
            gateway.awaitSession().dispatch("MESSAGE_CREATE", message);

            assertThat(PlainClient.data(plain.next("MESSAGE_CREATE"))).as(why).isEqualTo(IntentFilter.parse(message));
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void theIdOfTheBotIsTheOneOfTheseTests() {
        assertThat(BOT).isEqualTo("1006632960000000000");
    }

    @Test
    void theStreamHasNoContentWithoutItsIntent() {
        try (var gateway = SimulatedGateway.start();
                var plain = logIn(gateway, Intent.GUILD_MESSAGES.mask())) {
            gateway.awaitSession().burst(20);

            for (int message = 0; message < 20; message++) {
                assertThat(PlainClient.data(plain.next("MESSAGE_CREATE"))).containsEntry("content", "");
            }
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"op":8,"d":{"guild_id":"GUILD","query":"","limit":0}}                     | 1    | GUILD_MEMBERS
            {"op":8,"d":{"guild_id":"7","query":"","limit":0}}                         | 259  | guild 7
            {"op":8,"d":{"guild_id":"7","query":"ada","limit":5}}                      | 259  | guild 7
            {"op":8,"d":{"guild_id":"7","user_ids":["1"]}}                             | 259  | guild 7
            {"op":31,"d":{"guild_ids":["7"]}}                                          | 259  | guild 7
            {"op":43,"d":{"guild_id":"7","fields":["status"]}}                         | 259  | guild 7
            {"op":4,"d":{"guild_id":"7","channel_id":"1","self_mute":true,"self_deaf":true}} | 128 | guild 7
            """)
    void whatAClientMayNotAskIsNotAnsweredAndIsAViolation(String command, long intents, String missing) {
        try (var gateway = SimulatedGateway.start();
                var plain = logIn(gateway, intents)) {
            plain.beat(1L);
            plain.next(Op.ACK);
            long before = gateway.awaitSession().sequence();

            plain.send(command.replace("GUILD", GUILD));

            plain.beat(1L);
            plain.next(Op.ACK);
            assertThat(gateway.sessions().getFirst().sequence()).isEqualTo(before);
            assertThat(gateway.violations())
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.reason()).contains(missing));
        }
    }

    @Test
    void membersByNameComeWithoutTheIntentForMembersAndWithoutPresences() {
        try (var gateway = SimulatedGateway.start();
                var plain = logIn(gateway, Intent.GUILDS.mask())) {
            plain.send("{\"op\":8,\"d\":{\"guild_id\":\"" + GUILD
                    + "\",\"query\":\"ada\",\"limit\":5,\"presences\":true}}");

            Map<String, Object> chunk = plain.next("GUILD_MEMBERS_CHUNK");

            assertThat(PlainClient.list(chunk, "members")).hasSize(5);
            assertThat(PlainClient.data(chunk)).doesNotContainKey("presences");
            assertThat(gateway.violations())
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.reason()).contains("GUILD_PRESENCES"));
        }
    }

    @Test
    void aGuildThatATestTellsOfExistsUntilTheBotHasLeftIt() {
        String request = "{\"op\":8,\"d\":{\"guild_id\":\"7\",\"query\":\"ada\",\"limit\":1}}";
        try (var gateway = SimulatedGateway.start();
                var plain = logIn(gateway, Intent.GUILDS.mask())) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("GUILD_CREATE", "{\"id\":\"7\"}");
            session.dispatch("GUILD_DELETE", "{\"id\":\"7\",\"unavailable\":true}");
            plain.send(request);
            plain.next("GUILD_MEMBERS_CHUNK");
            assertThat(gateway.violations()).isEmpty();

            session.dispatch("GUILD_DELETE", "{\"id\":\"7\"}");
            plain.send(request);

            plain.beat(1L);
            plain.next(Op.ACK);
            assertThat(gateway.violations()).hasSize(1);
        }
    }

    @Test
    void aRawGatewaySendsAndAnswersEverything() {
        List<String> commands = List.of(
                "{\"op\":8,\"d\":{\"guild_id\":\"7\",\"query\":\"\",\"limit\":0,\"presences\":true}}",
                "{\"op\":4,\"d\":{\"guild_id\":\"7\",\"channel_id\":\"1\",\"self_mute\":true,\"self_deaf\":true}}");
        try (var gateway = SimulatedGateway.builder().raw(true).start();
                var plain = logIn(gateway, 0)) {
            gateway.awaitSession().dispatch("MESSAGE_CREATE", "{\"guild_id\":\"1\",\"content\":\"hi\"}");
            commands.forEach(plain::send);

            assertThat(PlainClient.data(plain.next("MESSAGE_CREATE"))).containsEntry("content", "hi");
            assertThat(PlainClient.data(plain.next("GUILD_MEMBERS_CHUNK"))).containsKey("presences");
            plain.next("VOICE_STATE_UPDATE");
            plain.next("VOICE_SERVER_UPDATE");
            assertThat(gateway.violations()).isEmpty();
        }
    }
}
