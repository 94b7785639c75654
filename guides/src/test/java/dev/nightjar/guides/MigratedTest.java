package dev.nightjar.guides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The programs of the guides on migrating: they do what those before them did. */
@Timeout(120)
@SuppressWarnings("try") // what must be closed is not always used before
class MigratedTest {

    private static final String MESSAGE = "{\"id\":\"1\",\"channel_id\":\"3\",\"guild_id\":\"2\",\"content\":\"hello\","
            + "\"author\":{\"id\":\"4\",\"username\":\"ada\",\"discriminator\":\"0\"}}";

    private final SimulatedGateway gateway = SimulatedGateway.start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void fromJda() throws Exception {
        try (Printed printed = new Printed();
                Running bot = Running.start(() -> Migrated.fromJda(config()))) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("MESSAGE_CREATE", MESSAGE);
            printed.await("ada: hello");
            session.faults().close(4000);
            printed.await("Disconnected: ");
            printed.await("Resumed");
        }
    }

    @Test
    void theMembersOfAGuildAreCounted() throws Exception {
        try (Printed printed = new Printed();
                Shard shard = Shard.open(
                        ShardId.ONE,
                        config().intents(Intent.GUILDS, Intent.GUILD_MEMBERS).build())) {
            for (var event : shard.events()) {
                if (event instanceof Ready ready) {
                    Migrated.members(shard, ready.guilds().getFirst().id());
                    break;
                }
            }
            assertThat(printed.await("")).matches("[1-9]\\d* members");
        }
    }

    @Test
    void fromDiscord4J() throws Exception {
        try (Printed printed = new Printed();
                Running bot = Running.start(() -> Migrated.fromDiscord4J(config()))) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("MESSAGE_CREATE", MESSAGE);
            printed.await("hello");
            session.faults().reset();
            printed.await("Disconnected: 1006");
            printed.await("Resumed");
        }
    }

    @Test
    void fromDiscordJs() throws Exception {
        try (Printed printed = new Printed();
                Running bot = Running.start(() -> Migrated.fromDiscordJs(config()))) {
            SimulatedSession session = gateway.awaitSession();
            printed.await("Ready as nightjar");
            session.dispatch("MESSAGE_CREATE", MESSAGE);
            printed.await("ada: hello");
            session.faults().reconnect();
            printed.await("Shard 0 has resumed");
        }
    }

    @Test
    void fromTwilight() throws Exception {
        try (Printed printed = new Printed();
                Running bot = Running.start(() -> Migrated.fromTwilight(config()))) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("MESSAGE_CREATE", MESSAGE);
            printed.await("hello");
            session.faults().close(4000);
            printed.await("Closed with 4000, next: RESUME");
        }
    }

    private GatewayConfig.Builder config() {
        return GatewayConfig.builder("any")
                .gatewayUrl(gateway.url())
                .apiUrl(gateway.httpUrl())
                .backoff(Duration.ofMillis(1), Duration.ofMillis(5));
    }
}
