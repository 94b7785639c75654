package dev.nightjar.cluster;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.ShardFailed;
import dev.nightjar.gateway.event.Unknown;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A program that is a member of a cluster: it prints a line for each event before it takes the next one, or appends all to the
 * stream and prints none, and does what its standard input says. {@link MemberProcess} starts it.
 *
 * <p>A line begins with a word and the time, which on one machine is the same clock for all processes, and ends with a dot, so
 * that one that was cut off by the end of the process can be told.
 */
final class MemberProgram {

    /**
     * What a member is told on its command line, in this order.
     *
     * @param heldBack a shard that may not identify before the member is told to go on; "none" for none
     */
    record Settings(
            String engine,
            String name,
            URI gateway,
            int shards,
            Duration lease,
            ClusterConfig.OnEngineLoss onEngineLoss,
            Duration work,
            boolean publishes,
            String heldBack) {

        String[] words() {
            return new String[] {
                engine,
                name,
                gateway.toString(),
                Integer.toString(shards),
                lease.toString(),
                onEngineLoss.name(),
                work.toString(),
                publishes ? "--publish" : "--loop",
                heldBack
            };
        }

        static Settings of(String... words) {
            return new Settings(
                    words[0],
                    words[1],
                    URI.create(words[2]),
                    Integer.parseInt(words[3]),
                    Duration.parse(words[4]),
                    ClusterConfig.OnEngineLoss.valueOf(words[5]),
                    Duration.parse(words[6]),
                    words[7].equals("--publish"),
                    words[8]);
        }
    }

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** The bot that all of these members are. */
    static final String BOT = "rig";

    private final Settings settings;
    private final PrintStream out;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Map<Shard, Integer> starts = new HashMap<>(); // each is another object; of the loop only

    private MemberProgram(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new MemberProgram(Settings.of(args), out).run();
    }

    /** How the shards of all members connect. */
    static GatewayConfig gatewayConfig(URI gateway) {
        return GatewayConfig.builder("token")
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                .gatewayUrl(gateway)
                .backoff(Duration.ofMillis(1), Duration.ofMillis(50))
                .build();
    }

    private void run() throws Exception {
        GatewayConfig config = gatewayConfig(settings.gateway());
        NatsEngine engine = insist(() -> NatsEngine.connect(settings.engine(), BOT));
        Cluster cluster = insist(() -> Cluster.join(ClusterConfig.builder(config, engine)
                .name(settings.name())
                .initialShards(settings.shards())
                .lease(settings.lease())
                .onEngineLoss(settings.onEngineLoss())
                .identifyQueue(this::identify)
                .build()));
        print("joined");
        Thread.ofPlatform().daemon().start(() -> obey(cluster));
        if (settings.publishes()) {
            cluster.publish(insist(() -> engine.eventLog(ClusterRig.LOG_LIMITS)));
        } else {
            printAll(cluster);
        }
        print("left");
        engine.close();
    }

    private void identify(ShardId shard) throws InterruptedException {
        if (shard.toString().equals(settings.heldBack())) {
            goOn.await();
        }
    }

    private void printAll(Cluster cluster) throws InterruptedException {
        for (ShardEvent next : cluster.events()) {
            long taken = System.nanoTime();
            if (next.event() instanceof Unknown) {
                Thread.sleep(settings.work());
            }
            print(next, taken);
        }
    }

    /** Tries again while there is no engine, or another member of the name seems to be alive. */
    private static <T> T insist(Callable<T> attempt) throws Exception {
        long until = System.nanoTime() + ClusterRig.PATIENCE.toNanos();
        while (true) {
            try {
                return attempt.call();
            } catch (EngineException | ClusterException e) {
                if (System.nanoTime() - until > 0) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private void print(String what) {
        out.println(what + " " + System.nanoTime() + " .");
    }

    private void print(ShardEvent next, long taken) {
        int start = starts.computeIfAbsent(next.shard(), shard -> starts.size() + 1);
        int number = next.shard().id().number();
        if (next.event() instanceof Unknown unknown) {
            Map<String, Object> data = unknown.payload().map();
            out.println("event " + taken + " " + data.get("guild") + " "
                    + next.shard().id().total() + " " + start + " " + data.get("number") + " "
                    + unknown.payload().sequence() + " .");
        } else {
            String news = news(next.event());
            if (news != null) {
                out.println("shard " + taken + " " + number + " " + start + " " + news + " .");
            }
        }
    }

    private static @Nullable String news(Event event) {
        return switch (event) {
            case Ready ready -> "READY";
            case Resumed resumed -> "RESUMED";
            case Connected connected -> "CONNECTED";
            case Disconnected disconnected -> "DISCONNECTED";
            case SessionInvalidated invalidated -> "INVALIDATED";
            case SessionStoreFailed failed -> "STORE-FAILED";
            case ShardFailed failed -> "FAILED";
            default -> null;
        };
    }

    private void obey(Cluster cluster) {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String command = in.readLine(); command != null; command = in.readLine()) {
                String[] words = command.split(" ", -1);
                switch (words[0]) {
                    case "leave" -> cluster.leave();
                    case "reshard" -> reshard(cluster, Integer.parseInt(words[1]));
                    case "go" -> goOn.countDown();
                    case "exit" -> System.exit(0);
                    default -> throw new IllegalArgumentException("No such command: " + command);
                }
            }
        } catch (IOException e) {
            // As at the end.
        }
        // Whoever has started this process is gone.
        Runtime.getRuntime().halt(1);
    }

    /** Has all members change to another total, in a thread of its own. */
    private void reshard(Cluster cluster, int total) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                cluster.reshard(total, new Resharding(ClusterRig.PATIENCE, 1, Duration.ZERO));
                print("resharded");
            } catch (EngineException | ClusterException | InterruptedException failure) {
                failure.printStackTrace(out);
            }
        });
    }
}
