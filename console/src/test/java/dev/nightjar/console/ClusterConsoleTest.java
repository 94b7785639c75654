package dev.nightjar.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.Cluster;
import dev.nightjar.cluster.ClusterConfig;
import dev.nightjar.cluster.LocalEngine;
import dev.nightjar.cluster.Member;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of a cluster of two members, served by either. */
@Timeout(120)
class ClusterConsoleTest {

    private static final int SHARDS = 4;

    private final SimulatedGateway gateway =
            SimulatedGateway.builder().limitIdentifies(false).guilds(8).start();
    private final LocalEngine engine = LocalEngine.open();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Cluster> members = new ArrayList<>();
    private final List<Thread> loops = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        members.forEach(Cluster::close);
        for (Thread loop : loops) {
            loop.join();
        }
        engine.close();
        gateway.close();
    }

    private Cluster join(String name) throws Exception {
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(gateway.url())
                .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
                .build();
        Cluster member = Cluster.join(ClusterConfig.builder(config, engine)
                .name(name)
                .initialShards(SHARDS)
                .lease(Duration.ofSeconds(2))
                .leavesAtShutdown(false)
                .identifyQueue(shard -> {})
                .build());
        members.add(member);
        loops.add(Thread.ofVirtual().start(() -> {
            for (ShardEvent next : member.events()) {
                Objects.requireNonNull(next);
            }
        }));
        return member;
    }

    private Console open(Cluster member) {
        FleetSource source = () -> member.reports().stream()
                .map(report -> new ShardReading(report.snapshot(), report.stats(), report.member()))
                .toList();
        return Console.open(source, ConsoleSettings.onLoopback(0));
    }

    /** How many shards the page says are active in this process. */
    private long active(Console console, String member) {
        return IntStream.range(0, SHARDS)
                .mapToObj(number -> life(console, number))
                .filter(life -> life.contains("\"" + member + "\"") && life.contains("\"ACTIVE\""))
                .count();
    }

    private String life(Console console, int shard) {
        try {
            HttpRequest request = HttpRequest.newBuilder(console.url().resolve("/shards/" + shard + "/" + SHARDS))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(Console console, ClusterConsoleTest test, long one, long two)
            throws InterruptedException {
        while (test.active(console, "one") != one || test.active(console, "two") != two) {
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    @Test
    void eachMemberServesThePageOfAllShardsAndItFollowsThem() throws Exception {
        Cluster one = join("one");
        Cluster two = join("two");
        try (Console first = open(one);
                Console second = open(two)) {
            await(first, this, 2, 2);
            await(second, this, 2, 2);

            two.leave();

            await(first, this, SHARDS, 0);
            assertThat(one.members()).containsExactly(new Member("one", SHARDS, true));
        }
    }
}
