package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.examples.ClusterBot;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bot that the documentation shows, at the simulated gateway and with the engine in memory. */
@Timeout(120)
class ClusterBotTest {

    @Test
    void theBotOfTheDocumentationPrintsWhatComes() throws Exception {
        try (SimulatedGateway gateway =
                        SimulatedGateway.builder().shards(2).raw(true).start();
                LocalEngine engine = LocalEngine.open();
                Printed printed = new Printed("hello from both shards")) {
            GatewayConfig config = GatewayConfig.builder("token")
                    .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                    .gatewayUrl(gateway.url())
                    .apiUrl(gateway.httpUrl())
                    .identifyQueue(shard -> {})
                    .build();
            Thread bot = Thread.ofVirtual().start(() -> run(config, engine));

            gateway.awaitSession().dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"content\":\"hello from both shards\"}");

            printed.seen.get(60, TimeUnit.SECONDS);
            bot.interrupt();
            bot.join();
            assertThat(engine.ledger().read(PlanRecord.KEY))
                    .isPresent()
                    .get()
                    .satisfies(plan -> assertThat(plan.value()).contains("\"total\":2"));
            assertThat(engine.ledger().list(MemberRecord.PREFIX)).isEmpty();
        }
    }

    private static void run(GatewayConfig config, Engine engine) {
        try {
            ClusterBot.run(config, engine);
        } catch (GatewayException interrupted) {
            // The test has seen what it waited for.
        } catch (EngineException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The standard output, until it has had a certain line. */
    private static final class Printed extends PrintStream {

        private final PrintStream before = System.out;
        private final String line;
        private final CompletableFuture<String> seen = new CompletableFuture<>();

        Printed(String line) {
            super(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
            this.line = line;
            System.setOut(this);
        }

        @Override
        public void println(String text) {
            if (text.equals(line)) {
                seen.complete(text);
            }
        }

        @Override
        public void close() {
            System.setOut(before);
        }
    }
}
