package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of processes on one machine, with all that they need: a simulated gateway in the test's own process, a NATS server,
 * a cable from each member to that server, and a source of numbered events. The test does what it wants with the members and the
 * server, and then checks what the members have handed out.
 */
final class ClusterRig implements AutoCloseable, MemberProcess.Listener {

    /** How long a wait may take, also on a machine that has much else to do. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the stream of the members keeps. */
    static final EventLogLimits LOG_LIMITS = EventLogLimits.DEFAULT;

    private static final Duration LOOK = Duration.ofMillis(20);

    /**
     * What a rig is made of.
     *
     * @param shards how many shards the bot has
     * @param lease the lease time of the members
     * @param eventsPerSecond how many events each guild gets
     * @param onEngineLoss what the members do without their engine
     * @param work how long a member's loop works on one event
     * @param publishes whether the members append the events to the stream, and a worker of the rig hands them out
     * @param guilds how many guilds have events, each with a number of its own
     * @param heldBack a shard that may not identify before its member is told to let it go; "none" for none
     */
    record Plan(
            int shards,
            Duration lease,
            double eventsPerSecond,
            ClusterConfig.OnEngineLoss onEngineLoss,
            Duration work,
            boolean publishes,
            int guilds,
            String heldBack) {

        static Plan of(int shards, Duration lease) {
            return new Plan(shards, lease, 20, ClusterConfig.OnEngineLoss.HOLD, Duration.ZERO, false, shards, "none");
        }

        Plan withRate(double rate) {
            return new Plan(shards, lease, rate, onEngineLoss, work, publishes, guilds, heldBack);
        }

        Plan with(ClusterConfig.OnEngineLoss what) {
            return new Plan(shards, lease, eventsPerSecond, what, work, publishes, guilds, heldBack);
        }

        Plan withWork(Duration time) {
            return new Plan(shards, lease, eventsPerSecond, onEngineLoss, time, publishes, guilds, heldBack);
        }

        Plan publishing() {
            return new Plan(shards, lease, eventsPerSecond, onEngineLoss, work, true, guilds, heldBack);
        }

        Plan withGuilds(int number) {
            return new Plan(shards, lease, eventsPerSecond, onEngineLoss, work, publishes, number, heldBack);
        }

        Plan holdingBack(ShardId shard) {
            return new Plan(shards, lease, eventsPerSecond, onEngineLoss, work, publishes, guilds, shard.toString());
        }
    }

    /** What a member has said about the connection of a shard. */
    record News(String member, int shard, int start, String what, long nanos) {}

    private final Plan plan;
    private final NatsServer server;
    private final SimulatedGateway gateway;
    private final HandedOut handedOut;
    private final List<News> news = new CopyOnWriteArrayList<>();
    private final Map<String, MemberProcess> members = new LinkedHashMap<>(); // by label; of the test's thread
    private final Map<String, Cable> cables = new ConcurrentHashMap<>();
    private final List<Path> copies = new ArrayList<>(); // of what the server has stored
    private @Nullable NatsEngine observer;
    private @Nullable NumberedSource source;
    private @Nullable StreamWorker worker;
    private int identifiesBefore;

    private ClusterRig(Plan plan, NatsServer server) {
        this.plan = plan;
        this.server = server;
        this.gateway = SimulatedGateway.builder()
                .limitIdentifies(false)
                .guilds(plan.guilds())
                .start();
        this.handedOut = new HandedOut(plan.guilds());
    }

    /** Starts the gateway and the server, or skips the test when there is no server. */
    static ClusterRig start(Plan plan) throws IOException, InterruptedException {
        return new ClusterRig(plan, NatsServer.start());
    }

    NatsServer server() {
        return server;
    }

    SimulatedGateway gateway() {
        return gateway;
    }

    HandedOut handedOut() {
        return handedOut;
    }

    List<News> news() {
        return news;
    }

    NumberedSource source() {
        NumberedSource running = source;
        if (running == null) {
            throw new IllegalStateException("The source was not started");
        }
        return running;
    }

    /** Starts a member and returns at once. */
    MemberProcess start(String name) throws IOException {
        Cable cable = Cable.to(server.port());
        Cable before = cables.put(name, cable);
        if (before != null) {
            before.close();
        }
        MemberProcess member = MemberProcess.start(
                new MemberProgram.Settings(
                        "nats://127.0.0.1:" + cable.port(),
                        name,
                        gateway.url(),
                        plan.shards(),
                        plan.lease(),
                        plan.onEngineLoss(),
                        plan.work(),
                        plan.publishes(),
                        plan.heldBack()),
                this);
        members.put(member.label(), member);
        return member;
    }

    /** Starts these members, waits until each has its share and all shards are connected, and starts the source. */
    List<MemberProcess> begin(String... names) throws Exception {
        List<MemberProcess> started = new ArrayList<>();
        for (String name : names) {
            started.add(start(name));
        }
        awaitShares(names);
        source = NumberedSource.start(gateway, plan.guilds(), plan.eventsPerSecond());
        if (plan.publishes()) {
            worker = StreamWorker.start(server.url(), gateway, handedOut);
        }
        awaitMore(1);
        identifiesBefore = gateway.identifies().size();
        return started;
    }

    /** The cable between a member and the server. */
    Cable cable(MemberProcess member) {
        Cable cable = cables.get(member.name());
        if (cable == null) {
            throw new IllegalArgumentException("No cable of " + member);
        }
        return cable;
    }

    private Map<Integer, ShardRecord.Holder.Held> held(int total) throws EngineException, InterruptedException {
        String bot = RecordForm.bot(MemberProgram.gatewayConfig(gateway.url()).token());
        Map<Integer, ShardRecord.Holder.Held> held = new TreeMap<>();
        for (Ledger.Entry entry : observer().ledger().list(ShardRecord.prefix(total))) {
            int number = Integer.parseInt(entry.key().substring(entry.key().lastIndexOf('.') + 1));
            ShardRecord record = ShardRecord.read(entry, bot, new ShardId(number, total));
            if (record.holder() instanceof ShardRecord.Holder.Held holder) {
                held.put(number, holder);
            }
        }
        return held;
    }

    /** Who has which of so many shards, as the records on the server say. */
    Map<Integer, String> owners(int total) throws EngineException, InterruptedException {
        Map<Integer, String> owners = new TreeMap<>();
        held(total).forEach((number, holder) -> owners.put(number, holder.member()));
        return owners;
    }

    /** How many of so many shards have all their guilds, as the records say. */
    long up(int total) throws EngineException, InterruptedException {
        return held(total).values().stream()
                .filter(ShardRecord.Holder.Held::isUp)
                .count();
    }

    private NatsEngine observer() throws EngineException, InterruptedException {
        NatsEngine engine = observer;
        if (engine == null) {
            engine = NatsEngine.connect(server.url(), MemberProgram.BOT);
            observer = engine;
        }
        return engine;
    }

    /** The shards of a member, as the records say. */
    List<Integer> shardsOf(MemberProcess member) throws EngineException, InterruptedException {
        return owners(plan.shards()).entrySet().stream()
                .filter(owner -> owner.getValue().equals(member.name()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Waits until these members, and no others, have all shards in fair shares, and each shard is connected. */
    void awaitShares(String... names) throws Exception {
        awaitSharesOf(plan.shards(), names);
    }

    /** Does the same when the bot has another total. */
    void awaitSharesOf(int total, String... names) throws Exception {
        await("fair shares of " + List.of(names), () -> {
            if (connected(total) < total) {
                return false;
            }
            Map<String, Long> counts = owners(total).values().stream()
                    .collect(Collectors.groupingBy(owner -> owner, Collectors.counting()));
            int least = total / names.length;
            int most = (total + names.length - 1) / names.length;
            return counts.values().stream().mapToLong(count -> count).sum() == total
                    && counts.keySet().equals(java.util.Set.of(names))
                    && counts.values().stream().allMatch(count -> count >= least && count <= most);
        });
    }

    /** How many of so many shards are connected. */
    long connected(int total) {
        return gateway.sessions().stream()
                .filter(session -> session.shards() == total && session.isConnected())
                .map(SimulatedSession::shard)
                .distinct()
                .count();
    }

    /** Waits until so many more numbers of each guild were handed out than were dispatched before this call. */
    void awaitMore(int count) throws Exception {
        Map<Integer, Integer> wanted = new TreeMap<>();
        for (int guild = 0; guild < plan.guilds(); guild++) {
            wanted.put(guild, source().last(guild) + count);
        }
        await(
                "number " + count + " more of each guild",
                () -> wanted.entrySet().stream()
                        .allMatch(guild -> handedOut.isComplete(guild.getKey(), guild.getValue())));
    }

    /** Waits for a condition. An engine that does not answer counts as a no. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        EngineException last = null;
        while (System.nanoTime() - until < 0) {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (EngineException e) {
                last = e;
            }
            Thread.sleep(LOOK);
        }
        throw new AssertionError("Waited " + PATIENCE + " for " + what + "\n" + story(), last);
    }

    /** Waits for a moment of the clock that all processes of the machine share. */
    static void awaitTime(long nanos) throws InterruptedException {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    /** Waits for so many lease times from now on. */
    void awaitLeases(double count) throws InterruptedException {
        awaitTime(System.nanoTime() + (long) (plan.lease().toNanos() * count));
    }

    /** Ends the source, waits until all that it has dispatched was handed out, and checks what always holds. */
    void finish() throws Exception {
        source().end();
        await("all events", () -> {
            for (int guild = 0; guild < plan.guilds(); guild++) {
                if (!handedOut.isComplete(guild, source().last(guild))) {
                    return false;
                }
            }
            return true;
        });
        check();
    }

    /** Does the same, and checks that the stream has each event once. */
    void finishStream() throws Exception {
        finish();
        long dispatched = 0;
        for (int guild = 0; guild < plan.guilds(); guild++) {
            dispatched += source().last(guild);
        }
        assertThat(StreamWorker.count(server.url())).as(this::story).isEqualTo(dispatched);
    }

    /** Checks what always holds, except that nothing is lost, which only {@link #finish} can say. */
    void check() {
        assertThat(handedOut.faults()).as(this::story).isEmpty();
        assertThat(source().doubles()).as(this::story).isEmpty();
        assertThat(gateway.violations()).as(this::story).isEmpty();
    }

    /** How many IDENTIFYs the gateway got since all shards were connected. */
    int identifies() {
        return gateway.identifies().size() - identifiesBefore;
    }

    /** Copies what the server has stored, which stops meanwhile. */
    Path copyStore() throws IOException, InterruptedException {
        server.kill();
        Path copy = Files.createTempDirectory("nightjar-store-");
        copies.add(copy);
        copy(server.store(), copy);
        server.restart();
        return copy;
    }

    /** Has the server lose all that it has stored since a copy was made. */
    void putStoreBack(Path copy) throws IOException, InterruptedException {
        server.kill();
        delete(server.store());
        copy(copy, server.store());
        server.restart();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What has happened, for a failure. */
    String story() {
        StringBuilder story = new StringBuilder();
        story.append(handedOut);
        for (SimulatedSession session : gateway.sessions()) {
            story.append(session)
                    .append(session.isConnected() ? " connected" : session.isAlive() ? " not connected" : " over")
                    .append('\n');
        }
        members.values().forEach(member -> {
            story.append(member).append(member.isAlive() ? ":" : " (ended):").append('\n');
            member.lastLines().forEach(line -> story.append("  ").append(line).append('\n'));
        });
        return story.toString();
    }

    @Override
    public void event(MemberProcess member, HandedOut.Line line) {
        handedOut.add(line);
    }

    @Override
    public void news(MemberProcess member, int shard, int start, String what, long nanos) {
        news.add(new News(member.label(), shard, start, what, nanos));
    }

    @Override
    public void close() {
        try {
            if (source != null) {
                source.end();
            }
            for (MemberProcess member : members.values()) {
                member.kill();
            }
            for (Path copy : copies) {
                delete(copy);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (observer != null) {
            observer.close();
        }
        if (worker != null) {
            worker.close();
        }
        cables.values().forEach(Cable::close);
        server.close();
        gateway.close();
    }
}
