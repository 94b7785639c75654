package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Activity;
import dev.nightjar.gateway.command.UpdatePresence.Status;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import io.nats.client.Options;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page for those who operate a cluster, docs/cluster.md, says what the code and the server do. */
@Timeout(180)
@SuppressWarnings("try") // what must be closed is not always used before
class ClusterPageTest {

    private static final String BOT = "0f".repeat(32);

    @Test
    void theRecordsOnThePageAreThoseThatAreWritten() throws Exception {
        String mark = "5ba7cd2f00c1e4a9";
        ShardId shard = new ShardId(3, 16);
        Session session = new Session(
                "b2a1f0c4d7e84b6f9a3c5d1e8f7a6b90", 4711, URI.create("wss://gateway-us-east1-b.discord.gg"), shard);

        assertThat(jsonOfThePage())
                .contains(
                        PlanRecord.first(BOT, 16).text(),
                        new MemberRecord(BOT, "web-1", mark, 90).text(),
                        new ShardRecord(BOT, shard, new ShardRecord.Holder.Held("web-1", mark, false), session).text(),
                        new ShardRecord(BOT, shard, new ShardRecord.Holder.Free("web-2"), session).text(),
                        new PresenceRecord(
                                        BOT,
                                        UpdatePresence.of(Status.IDLE, Activity.of(Activity.Type.PLAYING, "chess")))
                                .text(),
                        new IdentifyRecord.Bucket(BOT, 3, shard, mark).text(),
                        new IdentifyRecord.Budget(
                                        BOT,
                                        new SessionStartLimit(1000, 987, Duration.ofHours(20), 16),
                                        "10d5ba7cd2f00c1e",
                                        mark)
                                .text());
    }

    @Test
    void theRightsOnThePageAreEnoughForAMember() throws Exception {
        try (NatsServer server = NatsServer.startWith(usersOfThePage());
                SimulatedGateway gateway =
                        SimulatedGateway.builder().limitIdentifies(false).start();
                NatsEngine first = connect(server);
                NatsEngine second = connect(server)) {
            GatewayConfig config = GatewayConfig.builder("token")
                    .intents(Intent.GUILDS)
                    .gatewayUrl(gateway.url())
                    .build();
            try (Cluster one = join(config, first, "one")) {
                consume(one);
                await(() -> hasSessions(one, 2));
                try (Cluster two = join(config, second, "two")) {
                    consume(two);
                    await(() -> hasSessions(one, 1) && hasSessions(two, 1));

                    assertThat(gateway.identifies()).hasSize(2);
                    first.courier().answer("ask.probe", request -> request + "!");
                    assertThat(second.courier().ask("ask.probe", "yes", Duration.ofSeconds(60)))
                            .contains("yes!");
                }
            }
            EventLog log = first.eventLog(EventLogLimits.DEFAULT);
            log.append("MESSAGE_CREATE", "session:1", new byte[] {1})
                    .toCompletableFuture()
                    .get();
        }
    }

    @Test
    void withTheRightsOnThePageNobodyReachesAnotherBot() throws Exception {
        try (NatsServer server = NatsServer.startWith(usersOfThePage());
                NatsEngine own = connect(server)) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> NatsEngine.connect(
                                    user(server), NatsSettings.of("otherbot").withTimeout(Duration.ofSeconds(1)))
                            .close());
            assertThat(own.ledger().list("")).isEmpty();
        }
    }

    @Test
    void itsProgramsAreThoseOfTheExamples() throws Exception {
        List<String> blocks = blocks("java");
        StringBuilder examples = new StringBuilder();
        for (String example : List.of("ClusterBot.java", "SharedLimits.java", "Publishing.java")) {
            examples.append(Files.readString(Path.of("src/test/java/dev/nightjar/cluster/examples", example)));
        }

        assertThat(blocks).isNotEmpty();
        assertThat(withoutBlanks(examples.toString()))
                .contains(blocks.stream().map(ClusterPageTest::withoutBlanks).toList());
    }

    private static NatsEngine connect(NatsServer server) throws Exception {
        return NatsEngine.connect(user(server), NatsSettings.of("mybot"));
    }

    private static Options.Builder user(NatsServer server) {
        return Options.builder().server(server.url()).userInfo("mybot", "change-me");
    }

    private static Cluster join(GatewayConfig config, Engine engine, String name) throws Exception {
        return Cluster.join(ClusterConfig.builder(config, engine)
                .name(name)
                .initialShards(2)
                .leavesAtShutdown(false)
                .identifyQueue(shard -> {})
                .build());
    }

    private static void consume(Cluster cluster) {
        Thread.ofVirtual().start(() -> cluster.events().forEach(next -> {}));
    }

    private static boolean hasSessions(Cluster cluster, int shards) {
        List<Shard> own = cluster.shards();
        return own.size() == shards
                && own.stream().allMatch(shard -> shard.session().isPresent());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.sleep(Duration.ofMillis(10));
        }
    }

    /** The lines of the block that names users, as they are on the page. */
    private static List<String> usersOfThePage() throws Exception {
        String page = page();
        int begin = page.indexOf("authorization {");
        assertThat(begin).isPositive();
        return page.substring(begin, page.indexOf("```", begin)).lines().toList();
    }

    /** Each record is one line in the store, and is broken between its fields on the page. */
    private static List<String> jsonOfThePage() throws Exception {
        return blocks("json").stream().map(ClusterPageTest::withoutBlanks).toList();
    }

    private static List<String> blocks(String language) throws Exception {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(page())
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String page() throws Exception {
        return Files.readString(Path.of("../docs/cluster.md"));
    }
}
