package dev.nightjar.cluster;

import dev.nightjar.gateway.CommandSender;
import dev.nightjar.gateway.Events;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.GatewayInfo;
import dev.nightjar.gateway.GatewayInfoException;
import dev.nightjar.gateway.GuildMembers;
import dev.nightjar.gateway.IdentifyQueue;
import dev.nightjar.gateway.MemberDeadline;
import dev.nightjar.gateway.MemberRequestException;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardSnapshot;
import dev.nightjar.gateway.command.Command;
import dev.nightjar.gateway.command.RequestChannelInfo;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestSoundboardSounds;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdateVoiceState;
import dev.nightjar.gateway.event.EventType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A member of a cluster: this process has some of a bot's shards, and the other members have the rest. When a member joins, each of
 * the others gives it a share; when one leaves, it gives its shards to the others; when one dies, the others take its shards as
 * soon as its leases have run out. The sessions go with the shards, so that nothing is lost and no IDENTIFY is spent.
 *
 * <p>A shard has one member at a time. An event comes a second time only where a member has died, or lost its connection to the
 * engine for longer than the lease: then what came since its last save, about a second, comes again at another member.
 *
 * {@snippet file="dev/nightjar/cluster/examples/ClusterBot.java" region="loop"}
 *
 * <p>A shard that has ended although its member has it is started again, by its member when the user has closed it, and by another
 * one when the process has failed. What Discord refuses for good stays with its member, which the loop is told by {@link
 * dev.nightjar.gateway.event.ShardFailed ShardFailed}. A member whose HttpClient has ended leaves.
 *
 * <p>Safe for any thread; one loop over {@link #events()}, or one {@link #publish(EventLog) publish}, at a time. No argument
 * may be null.
 */
public final class Cluster implements AutoCloseable {

    /** What part of the lease time a member gives up, for clocks that do not run equally fast. */
    private static final int MARGIN = 10;

    /** How often a member renews its record in the lease time, and its leases half as often. */
    private static final int RENEWALS = 10;

    /** How long a payload may be, as Discord says. */
    private static final int MAX_PAYLOAD = 4_096;

    /** How often a shard saves its session by itself, once it is known: seldom, because each renewal of its lease asks for it. */
    private static final Duration SAVE_INTERVAL = Duration.ofHours(1);

    private static final Logger LOG = System.getLogger(Cluster.class.getName());

    /** How long a member that leaves tries to hand its shards over. */
    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(30);

    private final ClusterConfig config;
    private final Fleet fleet;
    private final Leases leases;
    private final Attendance attendance;
    private final Keeper keeper;
    private final Steward steward;
    private final HandOver handOver;
    private final Sides sides;
    private final Router router;
    private final Plans plans;
    private final Presences presences;
    private final Overview overview;
    private final Publisher.Counts published = new Publisher.Counts();
    private final AtomicLong lost = new AtomicLong(); // counted by the threads that renew leases
    private final List<Ledger.Subscription> subscriptions = new ArrayList<>();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final CountDownLatch left = new CountDownLatch(1);
    private @Nullable Thread hook;

    private Cluster(ClusterConfig config, Attendance attendance, int total, String bot) {
        this.config = config;
        this.attendance = attendance;
        Time time = Time.SYSTEM;
        Duration lease = config.lease();
        Engine engine = config.engine();
        var terms = new Lease.Terms(bot, config.name(), engine.ledger(), time, lease.minus(lease.dividedBy(MARGIN)));
        this.leases = new Leases();
        IdentifyQueue queue =
                config.identifyQueue().orElseGet(() -> ClusterIdentifyQueue.of(engine.ledger(), config.gateway()));
        GatewayConfig shardConfig = shardConfig(config.gateway(), queue);
        this.fleet = Fleet.openEmpty(total, id -> withPresence(shardConfig), Fleet.OnFailure.GO_ON);
        this.handOver = new HandOver(leases, engine.courier(), config.handOversAtOnce());
        this.sides = new Sides(fleet, leases, handOver, total, lease);
        this.steward = new Steward(terms, attendance, sides, leases, handOver, lease, this::beginLeaving);
        this.keeper =
                new Keeper(engine.ledger(), leases, attendance, new Consequences(), lease.dividedBy(RENEWALS), time);
        this.plans = new Plans(terms, sides, steward);
        this.presences = new Presences(terms, steward);
        this.router = new Router(terms, sides, leases, engine.courier(), steward);
        this.overview = new Overview(
                config.name(),
                engine.courier(),
                this::held,
                () -> steward.seen().members().keySet(),
                sides::total,
                lease,
                time);
    }

    /** The configuration of a shard that starts now: its first IDENTIFY has the presence that was sent last. */
    private GatewayConfig withPresence(GatewayConfig shardConfig) {
        return sides.presence().map(presence -> with(presence, shardConfig)).orElse(shardConfig);
    }

    private static GatewayConfig with(UpdatePresence presence, GatewayConfig config) {
        return config.toBuilder().presence(presence).build();
    }

    private GatewayConfig shardConfig(GatewayConfig gateway, IdentifyQueue queue) {
        return gateway.toBuilder()
                .gate(leases)
                .sessionStore(leases)
                .sessionSaveInterval(SAVE_INTERVAL)
                .identifyQueue(queue)
                .build();
    }

    /**
     * Joins the cluster, which begins with its first member. Returns when this member is known to the others; its shards come
     * within a second or so.
     *
     * @param config how it takes part
     * @return the member
     * @throws EngineException when the engine does not answer, or has records of another bot
     * @throws InterruptedException when the thread is interrupted
     * @throws ClusterException when a living member has the same name
     * @throws GatewayInfoException when the cluster is new and Discord does not say how many shards it should have
     */
    public static Cluster join(ClusterConfig config) throws EngineException, InterruptedException {
        String bot = RecordForm.bot(config.gateway().token());
        Ledger ledger = config.engine().ledger();
        PlanRecord plan = plan(config, ledger, bot);
        Attendance attendance = new Attendance(ledger, bot, config.name(), Time.SYSTEM);
        attend(config, ledger, attendance);
        Cluster cluster = new Cluster(config, attendance, plan.total(), bot);
        try {
            cluster.begin();
        } catch (EngineException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    private static PlanRecord plan(ClusterConfig config, Ledger ledger, String bot)
            throws EngineException, InterruptedException {
        Optional<Ledger.Entry> found = ledger.read(PlanRecord.KEY);
        if (found.isPresent()) {
            return PlanRecord.read(found.get(), bot);
        }
        int total = config.initialShards().isPresent()
                ? config.initialShards().getAsInt()
                : GatewayInfo.fetch(config.gateway()).shards();
        PlanRecord first = PlanRecord.first(bot, total);
        if (ledger.write(PlanRecord.KEY, first.text(), Ledger.ABSENT).isPresent()) {
            return first;
        }
        // Another member was faster.
        return PlanRecord.read(ledger.read(PlanRecord.KEY).orElseThrow(), bot);
    }

    /** Writes this member's record. One of the same name that is dead, as after a crash, is replaced. */
    private static void attend(ClusterConfig config, Ledger ledger, Attendance attendance)
            throws EngineException, InterruptedException {
        String key = MemberRecord.key(config.name());
        Sighting sighting = Sighting.absent(Time.SYSTEM.nanoTime());
        for (int look = 0; look <= 2 * RENEWALS; look++) {
            sighting = sighting.then(ledger.read(key), Time.SYSTEM.nanoTime());
            boolean dead =
                    Time.SYSTEM.nanoTime() - sighting.since() >= config.lease().toNanos();
            if ((sighting.revision() == Ledger.ABSENT || dead) && attendance.begin(sighting.revision())) {
                return;
            }
            Thread.sleep(config.lease().dividedBy(RENEWALS));
        }
        throw new ClusterException("Another member of the name " + config.name()
                + " is there and alive: give each process a name of its own, or none");
    }

    private void begin() throws EngineException, InterruptedException {
        Courier courier = config.engine().courier();
        subscriptions.add(courier.answer(Request.subject(config.name()), router::answer));
        subscriptions.add(courier.answer(ReportPages.subject(config.name()), overview::answer));
        // The renewals of all shards would come here too, if it watched everything.
        subscriptions.add(config.engine().ledger().watch(RecordForm.COMMON, new Ledger.Listener() {
            @Override
            public void changed(String key) {
                steward.changed(key);
            }

            @Override
            public void uncertain() {
                leases.all().forEach(Lease::doubt);
                keeper.hurry();
                steward.hurry();
            }
        }));
        keeper.start();
        steward.start();
        if (config.leavesAtShutdown()) {
            Thread thread = new Thread(this::leave, "cluster-leave");
            Runtime.getRuntime().addShutdownHook(thread);
            hook = thread;
        }
    }

    /** What follows from what has become of a lease. */
    private final class Consequences implements Keeper.Listener {

        @Override
        public void lost(Lease lease) {
            lost.incrementAndGet();
            handOver.drop(lease);
            steward.hurry();
        }

        @Override
        public void revived(Lease lease) {
            Shard running = lease.running();
            if (config.onEngineLoss() == ClusterConfig.OnEngineLoss.SUSPEND && lease.heir() == null) {
                Thread.ofVirtual().name("cluster-start").start(() -> restart(lease));
            } else if (running != null) {
                running.gateOpened();
            }
        }

        @Override
        public void lapsed(Lease lease) {
            if (config.onEngineLoss() == ClusterConfig.OnEngineLoss.SUSPEND && lease.heir() == null) {
                Thread.ofVirtual().name("cluster-suspend").start(() -> suspendLapsed(lease));
            }
        }

        @Override
        public void replaced() {
            if (!leaving.get()) {
                LOG.log(
                        Level.ERROR,
                        "Another process has taken the name " + config.name()
                                + " of this member, which was not heard of"
                                + " for longer than the lease time. This member leaves");
                beginLeaving();
            }
        }
    }

    private void suspendLapsed(Lease lease) {
        lease.stopping().lock();
        try {
            // It may have come back meanwhile, and the shard may have been started again, or have ended by itself.
            Shard running = lease.running();
            if (!lease.isCurrent() && running != null && !running.state().isTerminal()) {
                handOver.suspend(lease);
                lease.run(null);
            }
        } finally {
            lease.stopping().unlock();
        }
    }

    /** Starts a shard again that was suspended because its lease had run out. */
    private void restart(Lease lease) {
        lease.stopping().lock();
        try {
            Shard running = lease.running();
            if (running != null) {
                // The lease came back before the shard was suspended, or the shard had ended by itself.
                running.gateOpened();
            } else if (!lease.isOver()) {
                lease.run(sides.start(lease.shard()));
            }
        } catch (IllegalStateException e) {
            // The member leaves.
        } finally {
            lease.stopping().unlock();
        }
    }

    /**
     * The events of the shards that this member has, as {@link Fleet#events()}. None is given out while the lease of its shard has
     * run out.
     *
     * @return the events; the loop ends when this member has left
     */
    public Events<ShardEvent> events() {
        return fleet.events();
    }

    /**
     * Appends all events to a log for workers, as {@link #publish(EventLog, Set)}.
     *
     * @param log the log, as {@link Engine#eventLog} gives it
     * @throws GatewayException as {@link #publish(EventLog, Set)}
     * @throws IllegalStateException as {@link #publish(EventLog, Set)}
     */
    public void publish(EventLog log) {
        publish(log, EnumSet.allOf(EventType.class));
    }

    /**
     * Appends the events of the shards that this member has to a log for workers, instead of a loop over {@link #events()}, and
     * returns when this member has left. Each dispatch of the chosen types but RESUMED is appended as it came, with an id made of
     * its session and its sequence, under a subject that is its name. It counts as handled when the log has acknowledged it, so
     * what comes again after a death is appended with the same id, and the log has it once.
     *
     * {@snippet file="dev/nightjar/cluster/examples/Publishing.java" region="publish"}
     *
     * <p>At most 1,024 events, or 16 MB, wait for their acknowledgement; then no more are taken, and the gateway waits. An append
     * that fails is made again, at most a second later, as long as this member has the shard. The events of a shard are in the
     * log in their order; only where an append has failed, those that were on their way just then may stand before it. Of an
     * event that is larger than {@link EventLog#maxEventBytes()} the data is left out. While the bot is {@linkplain #reshard
     * re-sharded}, events come for the lease time both from an old and from a new shard, with an id each.
     *
     * <p>Other dispatches count as handled. Lifecycle events are not told to anybody; what has become of the shards is seen in
     * {@link #snapshot()}, and of the appends in {@link #stats()}.
     *
     * @param log the log, as {@link Engine#eventLog} gives it
     * @param types the types of dispatches; {@link EventType#UNKNOWN} for those that this version does not know
     * @throws GatewayException with the reason {@link GatewayException.Reason#INTERRUPTED INTERRUPTED} when the thread was
     *     interrupted: then no more events are taken, and it waits for those that are on their way, until another interrupt; with
     *     {@link GatewayException.Reason#HANDLER_FAILED HANDLER_FAILED} when the log has failed with anything but an {@link
     *     EngineException}
     * @throws IllegalStateException when another thread takes events
     */
    public void publish(EventLog log, Set<EventType> types) {
        Publisher publisher = new Publisher(log, leases, types, published);
        fleet.messages().handleAsync(Publisher.AT_ONCE, publisher::publish);
    }

    /**
     * Queues a command with the shards that it is for, whichever members have them. While a shard moves to another member, it is
     * tried for two seconds. A command that was queued and that waits for its turn when the shard moves is dropped: the {@link
     * dev.nightjar.gateway.event.CommandsDropped CommandsDropped} of the member that had the shard names it.
     *
     * <p>An {@link UpdatePresence} is for all shards of the bot: it is kept in the engine, where the newest one counts. All members
     * have their shards show it, within a second or so, and so does each that starts a shard or joins later. The {@linkplain
     * GatewayConfig#presence() presence of the configuration} counts until one was sent.
     *
     * @param command the command
     * @throws ClusterException when a shard is nowhere at this moment, or does not take more commands, or its member or the engine
     *     does not answer; in the last case the command may be sent
     * @throws InterruptedException when the thread is interrupted; the command may be sent
     * @throws IllegalArgumentException as {@link Shard#send}
     */
    public void send(Command command) throws InterruptedException {
        switch (command) {
            case UpdatePresence presence -> {
                // Otherwise no shard could start any more.
                with(presence, config.gateway()).checkFor(new ShardId(sides.total() - 1, sides.total()));
                presences.send(presence);
            }
            case UpdateVoiceState voice -> send(voice.guildId(), voice);
            case RequestGuildMembers members -> send(members.guildId(), members);
            case RequestChannelInfo info -> send(info.guildId(), info);
            case RequestSoundboardSounds sounds -> {
                Map<ShardId, List<Long>> guilds =
                        sounds.guildIds().stream().collect(Collectors.groupingBy(this::shardOf));
                for (Map.Entry<ShardId, List<Long>> part : guilds.entrySet()) {
                    router.send(part.getKey(), CommandSender.payloads(new RequestSoundboardSounds(part.getValue())));
                }
            }
        }
    }

    /**
     * Queues a payload as it is with the shard of a guild, whichever member has it, as {@link #send} does.
     *
     * @param guildId the id of the guild; 0 for shard 0
     * @param json the whole payload, with op and d
     * @throws ClusterException as {@link #send}
     * @throws InterruptedException when the thread is interrupted; the payload may be sent
     * @throws IllegalArgumentException as {@link Shard#sendJson}
     */
    public void sendJson(long guildId, String json) throws InterruptedException {
        int bytes = Names.text("A payload", json).length;
        if (bytes > MAX_PAYLOAD) {
            throw new IllegalArgumentException("A payload must be at most " + MAX_PAYLOAD + " bytes of UTF-8, but has "
                    + bytes + ": split or shorten it");
        }
        router.send(shardOf(guildId), List.of(json));
    }

    /**
     * Asks the guild's shard for members and waits for the answer, whichever member has the shard.
     *
     * @param request what to ask for
     * @param deadline how long to wait at most
     * @return the members
     * @throws MemberRequestException as {@link Shard#requestMembers(RequestGuildMembers, Duration)}
     * @throws ClusterException as {@link #requestMembers(RequestGuildMembers, MemberDeadline, RequestGuildMembers.OnRateLimit)}
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalArgumentException as {@link Shard#requestMembers(RequestGuildMembers, Duration)}
     */
    public GuildMembers requestMembers(RequestGuildMembers request, Duration deadline) throws InterruptedException {
        return requestMembers(request, MemberDeadline.of(deadline), RequestGuildMembers.OnRateLimit.WAIT);
    }

    /**
     * Asks the guild's shard for members and waits for the answer, with a choice of deadlines and for rate limits. When another
     * member has the shard, that one asks and keeps the answer, which this one fetches piece by piece. When the shard moves
     * meanwhile, the request is made once more where it is then; so Discord may see it twice.
     *
     * @param request what to ask for
     * @param deadline how long to wait at most, to the millisecond
     * @param onRateLimit whether to wait and ask again, or to fail at once
     * @return the members
     * @throws MemberRequestException as {@link Shard#requestMembers(RequestGuildMembers, Duration)}
     * @throws ClusterException when the shard is nowhere at this moment, moves twice, or does not take more commands; when its
     *     member or the engine does not answer; or when its member keeps 16 answers, or 64 MB, for other members already
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalArgumentException as {@link Shard#requestMembers(RequestGuildMembers, Duration)}
     */
    public GuildMembers requestMembers(
            RequestGuildMembers request, MemberDeadline deadline, RequestGuildMembers.OnRateLimit onRateLimit)
            throws InterruptedException {
        CommandSender.payloads(request);
        return router.members(shardOf(request.guildId()), request, deadline, onRateLimit);
    }

    /**
     * A handle for code that may send commands and do nothing else with this cluster. Its {@code send} does as {@link #send}; when
     * its thread is interrupted, it throws a {@link ClusterException} and leaves the thread interrupted.
     *
     * @return the handle; each call makes a new one
     */
    public CommandSender sender() {
        return new CommandSender() {
            @Override
            public void send(Command command) {
                try {
                    Cluster.this.send(command);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new ClusterException(
                            "The command may not have been sent, because its thread was interrupted", e);
                }
            }

            @Override
            public GuildMembers requestMembers(
                    RequestGuildMembers request, MemberDeadline deadline, RequestGuildMembers.OnRateLimit onRateLimit)
                    throws InterruptedException {
                return Cluster.this.requestMembers(request, deadline, onRateLimit);
            }

            @Override
            public String toString() {
                return "sender of " + Cluster.this;
            }
        };
    }

    private void send(long guildId, Command command) throws InterruptedException {
        router.send(shardOf(guildId), CommandSender.payloads(command));
    }

    private ShardId shardOf(long guildId) {
        return ShardId.ofGuild(guildId, sides.total());
    }

    /**
     * How many shards the bot has, at all members together.
     *
     * @return at least 1
     */
    public int total() {
        return sides.total();
    }

    /**
     * The shards that this member has.
     *
     * @return the shards in order
     */
    public List<Shard> shards() {
        return steward.own().stream().map(sides::find).flatMap(Optional::stream).toList();
    }

    /**
     * All that can be seen of each shard that this member has, at this moment.
     *
     * @return the shards in order
     */
    public List<ShardSnapshot> snapshot() {
        return shards().stream().map(Shard::snapshot).toList();
    }

    /** The shards of all totals whose leases this member has, each with what says what it does. */
    private Map<ShardId, Supplier<ReportForm.Told>> held() {
        return sides.shards().stream()
                .filter(shard -> leases.find(shard.id()) != null)
                .collect(Collectors.toMap(
                        Shard::id,
                        shard -> () -> new ReportForm.Told(shard.snapshot(), shard.stats()),
                        (one, other) -> other));
    }

    /**
     * What all shards of the bot do, whichever members have them, for a page or meters of the whole cluster. It returns at once: this
     * member's shards are seen as they are, those of others as they were a second ago or so. The first call makes this member ask the
     * others, so it does not have their figures yet; ten seconds after the last call it stops asking. A member that gives no answer
     * for the lease time counts as one that has no shards.
     *
     * @return a report of each shard that the bot has, in order; while it is being re-sharded also of those that are being started
     */
    public List<ShardReport> reports() {
        return overview.reports();
    }

    /**
     * What this member counts.
     *
     * @return the numbers at this moment
     */
    public ClusterStats stats() {
        return new ClusterStats(
                steward.seen().members().size(),
                sides.total(),
                steward.own().size(),
                handOver.given(),
                steward.received(),
                steward.rescued(),
                lost.get(),
                steward.failures(),
                published.appended(),
                published.failures());
    }

    /**
     * The members that are there, as this one has seen them last, a second ago or less.
     *
     * @return the members in the order of their names
     */
    public List<Member> members() {
        return steward.seen().members().entrySet().stream()
                .map(member -> new Member(
                        member.getKey(), member.getValue(), member.getKey().equals(config.name())))
                .toList();
    }

    /**
     * The member that has the shard of a guild, as this one has seen it last.
     *
     * @param guildId the id of the guild; 0 for direct messages
     * @return its name; empty when nobody has the shard
     */
    public Optional<String> ownerOf(long guildId) {
        return Optional.ofNullable(steward.seen().owners().get(shardOf(guildId)));
    }

    /**
     * Changes how many shards the bot has, without a gap. All members start shares of the new shards beside the old ones, as the
     * identify queue allows. When all are up everywhere, one write switches all members; each gives out the events of both for
     * the lease time, and then closes the old ones. Returns when this member has begun to. If the process ends meanwhile, the
     * others go on, and decide by the same rules two leases after the deadline; the same call at another member waits for the
     * same switch.
     *
     * @param newTotal how many shards the bot has after it
     * @param how how long to wait, and which share is enough then; the overlap is the lease time
     * @throws ClusterException when too few new shards were up in time, and the old ones stay; or when the bot is being re-sharded
     *     to another total already
     * @throws EngineException when the engine does not answer
     * @throws InterruptedException when the thread is interrupted; the re-sharding goes on
     * @throws IllegalArgumentException when the total is less than 1
     */
    public void reshard(int newTotal, Resharding how) throws EngineException, InterruptedException {
        ShardId first = new ShardId(0, newTotal);
        plans.reshard(first.total(), how);
    }

    /**
     * The name of this member.
     *
     * @return the name
     */
    public String name() {
        return config.name();
    }

    /**
     * Leaves the cluster: hands each shard over to another member, with its session, and ends. Without another member the sessions
     * stay in the engine, and whoever joins within the minutes that Discord keeps them resumes them. It waits for the event that
     * the loop works on, for {@link GatewayConfig#closeTimeout} at most. Calling it again is fine; inside the loop or a {@linkplain
     * Events#handle handler}, too: its event counts as handled then. The function of {@link Events#handleAsync} must not call it.
     */
    public void leave() {
        // The hand-overs run in other threads, and would wait for the handler that waits here.
        fleet.countAsHandled();
        if (leaving.getAndSet(true)) {
            awaitLeft();
            return;
        }
        try {
            goAway();
        } finally {
            left.countDown();
        }
    }

    private void beginLeaving() {
        if (!leaving.get()) {
            Thread.ofVirtual().name("cluster-leave").start(this::leave);
        }
    }

    /** Waits until another thread has left, because the engine must stay open until then; but not for ever. */
    private void awaitLeft() {
        try {
            var unused = left.await(2 * LONGEST_LEAVE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void goAway() {
        boolean interrupted = Thread.interrupted(); // the steward must have ended before its last look
        removeHook();
        try {
            steward.close();
            handOverAll();
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            // Whatever has gone wrong, nobody renews the leases of a member that is gone.
            keeper.close();
            subscriptions.forEach(Ledger.Subscription::close);
            router.close();
            overview.close();
            var unused = fleet.suspend(); // 1000 would end sessions that others may resume
        }
        try {
            // Nobody gets the event again that the loop works on, and the process may end when this returns.
            fleet.awaitLoop(config.gateway().closeTimeout());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOverAll() throws InterruptedException {
        Map<ShardId, String> heirs = Map.of();
        try {
            attendance.end();
            heirs = steward.legacy();
        } catch (EngineException e) {
            // Without the engine the leases run out, and the others take the shards then.
        }
        for (Lease lease : leases.all()) {
            String heir = heirs.get(lease.shard());
            if (heir == null) {
                handOver.beginAbandoning(lease);
            } else {
                handOver.begin(lease, heir);
            }
        }
        handOver.awaitAll(LONGEST_LEAVE);
    }

    private void removeHook() {
        Thread thread = hook;
        if (thread != null && thread != Thread.currentThread()) {
            try {
                Runtime.getRuntime().removeShutdownHook(thread);
            } catch (IllegalStateException e) {
                // The JVM is shutting down already.
            }
        }
    }

    /** As {@link #leave}. */
    @Override
    public void close() {
        leave();
    }

    /** Shows the name of this member and its shards. */
    @Override
    public String toString() {
        return "Cluster[" + config.name() + ", " + steward.own().size() + " of " + sides.total() + " shards]";
    }
}
