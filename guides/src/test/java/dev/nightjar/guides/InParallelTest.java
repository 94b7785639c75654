package dev.nightjar.guides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardRange;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The programs of the guide on handling events in parallel. */
@Timeout(120)
@SuppressWarnings("try") // what must be closed is not always used before
class InParallelTest {

    private final SimulatedGateway gateway = SimulatedGateway.start();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aSlowGuildHoldsUpNoOtherAndAFailureEndsNothing() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        try (Shard shard = Shard.open(ShardId.ONE, config());
                Running bot = Running.start(() -> InParallel.byGuild(shard, message -> work(message, slow)))) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("MESSAGE_CREATE", message(1, "slow"));
            session.dispatch("MESSAGE_CREATE", message(1, "after it"));
            session.dispatch("MESSAGE_CREATE", message(2, "fails"));
            session.dispatch("MESSAGE_CREATE", message(2, "at once"));

            assertThat(next()).isEqualTo("at once");
            slow.countDown();
            assertThat(List.of(next(), next())).containsExactly("slow", "after it");
        }
    }

    private void work(MessageCreate message, CountDownLatch slow) throws IOException, InterruptedException {
        String text = message.message().content();
        if (text.equals("slow")) {
            slow.await();
        } else if (text.equals("fails")) {
            throw new IOException("Not today");
        }
        done.add(text);
    }

    @Test
    void aSlowChannelHoldsUpNoOtherOfItsGuild() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        try (Fleet fleet = Fleet.open(ShardRange.all(1), config());
                Running bot = Running.start(() -> InParallel.byChannel(fleet, message -> work(message, slow)))) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch(
                    "MESSAGE_CREATE", message(1, "slow").replace("\"channel_id\":\"1\"", "\"channel_id\":\"9\""));
            session.dispatch("MESSAGE_CREATE", message(1, "at once"));

            assertThat(next()).isEqualTo("at once");
            slow.countDown();
            assertThat(next()).isEqualTo("slow");
        }
    }

    @Test
    void workThatEndsElsewhereIsWaitedFor() throws Exception {
        CompletableFuture<@Nullable Void> first = new CompletableFuture<>();
        InParallel.Database database = (id, text) -> {
            done.add(text);
            return text.equals("first") ? first : CompletableFuture.completedFuture(null);
        };
        try (Shard shard = Shard.open(ShardId.ONE, config());
                Running bot = Running.start(() -> InParallel.elsewhere(shard, database))) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("MESSAGE_CREATE", message(1, "first"));
            long last = session.dispatch("MESSAGE_CREATE", message(1, "second"));

            assertThat(List.of(next(), next())).containsExactly("first", "second");
            assertThat(shard.handledSession().orElseThrow().sequence()).isLessThan(last - 1);
            first.complete(null);
        }
    }

    @Test
    void aHandlerAsksAndWaitsForTheReply() throws Exception {
        try (FakeApi api = new FakeApi();
                Shard shard = Shard.open(ShardId.ONE, config());
                Running bot =
                        Running.start(() -> InParallel.byGuild(shard, message -> conversation(shard, api, message)))) {
            SimulatedSession session = gateway.awaitSession();
            session.dispatch("MESSAGE_CREATE", message(1, "!hello"));
            assertThat(api.next()).endsWith("{\"content\":\"What is your name?\"}");

            session.dispatch("MESSAGE_CREATE", message(1, "Ada"));

            assertThat(api.next()).endsWith("{\"content\":\"Hello, Ada!\"}");
        }
    }

    private static void conversation(Shard shard, FakeApi api, MessageCreate message)
            throws IOException, InterruptedException {
        if (message.message().content().equals("!hello")) {
            Messages messages =
                    new Messages(GatewayConfig.builder("any").apiUrl(api.url()).build());
            InParallel.ask(shard, messages, message);
        }
    }

    private String next() throws InterruptedException {
        String next = done.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing was done");
        }
        return next;
    }

    private GatewayConfig config() {
        URI url = gateway.url();
        return GatewayConfig.builder("any")
                .intents(Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .gatewayUrl(url)
                .build();
    }

    private static String message(long guild, String text) {
        return "{\"id\":\"1\",\"channel_id\":\"" + guild + "\",\"guild_id\":\"" + guild + "\",\"content\":\"" + text
                + "\",\"author\":{\"id\":\"4\",\"username\":\"ada\",\"discriminator\":\"0\"}}";
    }
}
