package dev.nightjar.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The programs of the guide on intents. */
@Timeout(120)
@SuppressWarnings("try") // what must be closed is not always used before
class IntentsChosenTest {

    @Test
    void theIntentsOfTwoEventsAreThoseThatTheGuideSays() throws Exception {
        try (Printed printed = new Printed()) {
            IntentsChosen.ask();

            assertThat(printed.await("[")).isEqualTo("[GUILD_MEMBERS, GUILD_MESSAGES, DIRECT_MESSAGES]");
        }
    }

    @Test
    void membersAndMessagesCome() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                Printed printed = new Printed();
                Running bot = Running.start(() -> IntentsChosen.welcome(config(gateway)))) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("GUILD_MEMBER_ADD", "{\"guild_id\":\"2\",\"user\":{\"id\":\"4\"}}");
            session.dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"guild_id\":\"2\",\"channel_id\":\"3\"}");

            printed.await("Somebody has joined guild 2");
            printed.await("A message in channel 3");
        }
    }

    @Test
    void anIntentThatIsNotGrantedIsThrownFromTheLoopWithItsReason() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.builder()
                        .disallowedIntents(Intent.GUILD_MEMBERS.mask())
                        .start();
                Printed printed = new Printed()) {
            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> IntentsChosen.welcome(config(gateway)))
                    .withMessageStartingWith("The gateway closed with 4014");
            printed.await("Enable the privileged intents");
        }
    }

    @Test
    void interactionsComeWithoutAnyIntent() throws Exception {
        try (SimulatedGateway gateway = SimulatedGateway.start();
                Printed printed = new Printed();
                Running bot = Running.start(() -> IntentsChosen.commandsOnly(config(gateway)))) {
            gateway.awaitSession()
                    .dispatch(
                            "INTERACTION_CREATE",
                            "{\"id\":\"5\",\"type\":2,\"token\":\"t\",\"version\":1,"
                                    + "\"data\":{\"id\":\"8\",\"name\":\"echo\",\"type\":1}}");

            printed.await("/echo");
        }
    }

    private static GatewayConfig.Builder config(SimulatedGateway gateway) {
        return GatewayConfig.builder("any").gatewayUrl(gateway.url());
    }
}
