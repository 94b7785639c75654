package dev.nightjar.guides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.TypingStart;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The programs of the guide on tuning. */
@Timeout(120)
@SuppressWarnings("try") // what must be closed is not always used before
class TunedTest {

    @Test
    void aShardWithSmallBuffersAndZlibGivesOutOnlyWhatItIsAskedFor() throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        try (SimulatedGateway gateway = SimulatedGateway.start();
                Printed printed = new Printed();
                Shard shard = Shard.open(ShardId.ONE, config(gateway));
                Running bot = Running.start(() -> Tuned.some(shard, events::add))) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch(
                    "TYPING_START", "{\"channel_id\":\"3\",\"guild_id\":\"2\",\"user_id\":\"4\",\"timestamp\":1}");
            session.dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"guild_id\":\"2\",\"content\":\"hi\"}");

            while (true) {
                Event event = events.poll(60, TimeUnit.SECONDS);
                assertThat(event).isNotNull().isNotInstanceOf(TypingStart.class);
                if (event instanceof MessageCreate) {
                    break;
                }
            }
            Tuned.look(shard);
            assertThat(printed.await("0 events wait")).endsWith("0 times");
        }
    }

    private static GatewayConfig config(SimulatedGateway gateway) {
        GatewayConfig.Builder builder = GatewayConfig.builder("any")
                .intents(Intent.GUILD_MESSAGES, Intent.GUILD_MESSAGE_TYPING)
                .gatewayUrl(gateway.url());
        return Tuned.withZlib(Tuned.small(builder).toBuilder());
    }
}
