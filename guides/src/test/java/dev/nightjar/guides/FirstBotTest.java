package dev.nightjar.guides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tests of the first bot, as a user would write them; the guide on testing shows them. */
@Timeout(120)
@SuppressWarnings("try") // what must be closed is not always used before
class FirstBotTest {

    // @start region="message"
    private static final String PING = """
            {"id":"1","channel_id":"3","guild_id":"2","content":"!ping",\
            "author":{"id":"4","username":"ada","discriminator":"0"}}""";
    // @end

    // @start region="config"
    private static GatewayConfig.Builder config(URI gateway, FakeApi api) {
        return GatewayConfig.builder("any")
                .gatewayUrl(gateway)
                .apiUrl(api.url())
                .backoff(Duration.ofMillis(1), Duration.ofMillis(5));
    }
    // @end

    // @start region="answer"
    @Test
    void aPingIsAnsweredWithPong() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                FakeApi api = new FakeApi();
                Running bot = Running.start(() -> FirstBot.run(config(gateway.url(), api)))) {
            SimulatedSession session = gateway.awaitSession();

            session.dispatch("MESSAGE_CREATE", PING);

            assertThat(api.next()).isEqualTo("/channels/3/messages {\"content\":\"pong\"}");
        }
    }
    // @end

    // @start region="faults"
    @Test
    void aPingIsAnsweredAlsoWhenTheConnectionBreaks() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                FakeApi api = new FakeApi();
                Running bot = Running.start(() -> FirstBot.run(config(gateway.url(), api)))) {
            SimulatedSession session = gateway.awaitSession();
            session.faults().reset();
            session.awaitLoss();

            session.dispatch("MESSAGE_CREATE", PING); // waits for the resume, as at Discord
            session.awaitResumes(1);

            assertThat(api.next()).startsWith("/channels/3/messages");
            assertThat(gateway.violations()).isEmpty();
        }
    }
    // @end

    // @start region="script"
    @Test
    void aNewSessionBeginsWhenDiscordHasLostTheOldOne() throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start();
                FakeApi api = new FakeApi();
                Running bot = Running.start(
                        () -> FirstBot.run(config(gateway.url(), api).identifyQueue(shard -> {})))) {
            Client first = gateway.accept();
            first.hello(41_250);
            first.expect(2); // IDENTIFY
            first.ready("first session");
            first.close(4009, "Session timed out.");

            Client second = gateway.accept();
            second.hello(41_250);
            second.expect(2); // IDENTIFY again, and no RESUME
            second.ready("second session");
            second.dispatch("MESSAGE_CREATE", 2, PING);

            assertThat(api.next()).startsWith("/channels/3/messages");
        }
    }
    // @end

    // @start region="violations"
    @Test
    void withoutItsIntentAMessageDoesNotCome() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                FakeApi api = new FakeApi();
                Running bot = Running.start(() -> IntentsChosen.commandsOnly(config(gateway.url(), api)))) {
            SimulatedSession session = gateway.awaitSession();

            session.dispatch("MESSAGE_CREATE", PING);

            assertThat(gateway.violations())
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.reason()).contains("GUILD_MESSAGES"));
        }
    }
    // @end

    // @start region="event"
    @Test
    void anEventIsMadeOfJson() {
        String json = "{\"op\":0,\"s\":7,\"t\":\"MESSAGE_CREATE\",\"d\":" + PING + "}";

        MessageCreate event = (MessageCreate)
                Payload.of(json.getBytes(StandardCharsets.UTF_8)).event();

        assertThat(event.message().author().username()).isEqualTo("ada");
    }
    // @end

    @Test
    void theBotAsksForTheIntentsThatTheGuideNames() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                FakeApi api = new FakeApi();
                Running bot = Running.start(() -> FirstBot.run(config(gateway.url(), api)))) {
            gateway.awaitSession();

            assertThat(gateway.identifies().getFirst().data())
                    .containsEntry(
                            "intents",
                            Intent.bits(List.of(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)));
        }
    }
}
