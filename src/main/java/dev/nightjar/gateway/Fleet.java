package dev.nightjar.gateway;

import dev.nightjar.gateway.command.Command;
import dev.nightjar.gateway.command.RequestChannelInfo;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestSoundboardSounds;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdateVoiceState;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.jfr.Flight;
import dev.nightjar.gateway.jfr.ReshardEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A group of shards with one loop over the events of all, commands that go to the right shard, and one close.
 *
 * {@snippet file="dev/nightjar/gateway/examples/FirstFleet.java" region="fleet"}
 *
 * <p>Each shard heals itself as a single {@link Shard} does, and they identify one after another as their identify queue
 * allows. Instead of the fleet's loop there may be a loop over each {@link #shards() shard}; not both.
 *
 * <p>An idle shard has some 90 KB of heap, of which 56 are buffers of the JDK's WebSocket. Where there are hundreds in a process,
 * the JDK's settings {@code -Djdk.httpclient.bufsize=4096}, {@code -Djdk.httpclient.websocket.writeBufferSize=4096} and {@code
 * -Djdk.httpclient.websocket.intermediateBufferSize=4096} make 57 KB of those 90. The JDK reads them once and for all clients of the
 * process, so the library does not set them; from 500 shards on it says in its log when they are missing.
 *
 * <p>Safe for any thread; one loop over {@link #events()} at a time. No argument may be null.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#sharding">Discord: Sharding</a>
 */
public final class Fleet implements AutoCloseable {

    /** What happens to the other shards when one has ended for good, for example because of a wrong token. */
    public enum OnFailure {
        /** All shards are closed; the loop gives out what was received and then throws the first failure. */
        STOP_ALL,
        /** The others go on; the loop gives out one {@link dev.nightjar.gateway.event.ShardFailed}. */
        GO_ON
    }

    // How long old shards may take to receive what Discord had sent to them.
    private static final Duration FLUSH = Duration.ofSeconds(10);

    private final Function<ShardId, GatewayConfig> configure;
    private final OnFailure onFailure;
    private final Merge merge;

    private final ReentrantLock lock = new ReentrantLock();

    // Written under lock, read by all.
    private volatile ShardGroup group;
    private volatile @Nullable ShardGroup next;
    private @Nullable ReshardEvent resharding; // guarded by lock
    private boolean closed; // guarded by lock
    private boolean standing; // whether the merge is kept open; guarded by lock

    private Fleet(ShardNumbers shards, Function<ShardId, GatewayConfig> configure, OnFailure onFailure) {
        this.configure = configure;
        this.onFailure = onFailure;
        this.merge = new Merge(onFailure == OnFailure.GO_ON);
        this.group = newGroup(shards, true);
    }

    /**
     * Starts these shards with one configuration; a failed one stops all. Returns when the configuration's session store, if
     * there is one, has answered for each.
     *
     * <p>Several processes that share a bot's shards must also share an {@link IdentifyQueue} that uses a coordinator of their
     * own, or start one after another: the default queue only knows the shards of its process.
     *
     * @param shards which shards
     * @param config how they connect
     * @return the fleet, whose shards connect in the background
     * @throws IllegalStateException when the configuration's identify queue {@linkplain IdentifyQueue#currentBudget() knows} of
     *     fewer permits than the fleet has shards without a session
     */
    public static Fleet open(ShardRange shards, GatewayConfig config) {
        return open(shards, id -> config, OnFailure.STOP_ALL);
    }

    /**
     * Asks Discord how many shards to run, and starts as many, at the {@link GatewayConfig#gatewayUrl()} of the configuration.
     * The configuration's identify queue is {@linkplain IdentifyQueue#update told} what Discord allows. A failed shard stops
     * all; for another {@link OnFailure} ask {@link GatewayInfo#fetch}.
     *
     * @param config how they connect
     * @return the fleet, whose shards connect in the background
     * @throws GatewayInfoException when Discord does not say how many
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalStateException when Discord allows fewer IDENTIFYs than it recommends shards
     */
    public static Fleet openRecommended(GatewayConfig config) throws InterruptedException {
        GatewayInfo info = GatewayInfo.fetch(config);
        config.identifyQueue().update(info.sessionStartLimit());
        return open(ShardRange.all(info.shards()), config);
    }

    /**
     * Starts these shards.
     *
     * @param shards which shards
     * @param configure the configuration of each shard; all should share one {@link GatewayConfig#identifyQueue() identify
     *     queue} and one {@link GatewayConfig#httpClient() client}
     * @param onFailure what happens when one has ended for good
     * @return the fleet, whose shards connect in the background
     * @throws IllegalStateException when a configured identify queue {@linkplain IdentifyQueue#currentBudget() knows} of fewer
     *     permits than it has shards without a session
     */
    public static Fleet open(ShardRange shards, Function<ShardId, GatewayConfig> configure, OnFailure onFailure) {
        return open(ShardNumbers.of(shards), configure, onFailure);
    }

    /**
     * Starts these shards, whose numbers may have gaps.
     *
     * @param shards which shards, of one total, in any order
     * @param configure the configuration of each shard, as {@link #open(ShardRange, Function, OnFailure)}
     * @param onFailure what happens when one has ended for good
     * @return the fleet, whose shards connect in the background
     * @throws IllegalArgumentException when there are none, one is named twice, or their totals differ
     * @throws IllegalStateException as {@link #open(ShardRange, Function, OnFailure)}
     */
    public static Fleet open(
            Collection<ShardId> shards, Function<ShardId, GatewayConfig> configure, OnFailure onFailure) {
        return open(ShardNumbers.of(shards), configure, onFailure);
    }

    /**
     * Starts these shards, whose numbers may have gaps, with one configuration; otherwise as {@link #open(ShardRange,
     * GatewayConfig)}.
     *
     * @param shards which shards, of one total, in any order
     * @param config how they connect
     * @return the fleet, whose shards connect in the background
     * @throws IllegalArgumentException when there are none, one is named twice, or their totals differ
     * @throws IllegalStateException as {@link #open(ShardRange, GatewayConfig)}
     */
    public static Fleet open(Collection<ShardId> shards, GatewayConfig config) {
        return open(ShardNumbers.of(shards), id -> config, OnFailure.STOP_ALL);
    }

    private static Fleet open(ShardNumbers shards, Function<ShardId, GatewayConfig> configure, OnFailure onFailure) {
        Fleet fleet = new Fleet(shards, configure, onFailure);
        fleet.group.start();
        return fleet;
    }

    /**
     * Opens a fleet without shards, which {@link #start} adds one by one. Its loop waits for events until it is closed or
     * suspended, also while no shard runs.
     *
     * @param total how many shards the bot has in all
     * @param configure the configuration of each shard, as {@link #open(ShardRange, Function, OnFailure)}
     * @param onFailure what happens when one has ended for good
     * @return the fleet
     * @throws IllegalArgumentException when the total is less than 1
     */
    public static Fleet openEmpty(int total, Function<ShardId, GatewayConfig> configure, OnFailure onFailure) {
        Fleet fleet = new Fleet(ShardNumbers.none(total), configure, onFailure);
        fleet.merge.keepOpen();
        fleet.standing = true;
        fleet.group.start();
        return fleet;
    }

    private ShardGroup newGroup(ShardNumbers shards, boolean live) {
        return new ShardGroup(shards, configure, merge, onFailure == OnFailure.STOP_ALL, live);
    }

    /**
     * The events of all shards. Those of one shard come in order; between shards there is no order, and a busy shard does not
     * starve the others. The {@code hasNext} of its iterator waits, and is false when all shards have ended. {@link Events} has
     * other ways to take them.
     *
     * @return the events; their iterators throw {@link GatewayException} once when a shard has failed and {@link
     *     OnFailure#STOP_ALL} holds, and when the thread is interrupted; and IllegalStateException when another thread waits in
     *     a loop over this fleet
     */
    public Events<ShardEvent> events() {
        return events(EnumSet.allOf(EventType.class));
    }

    /**
     * The events of these types, of all shards; otherwise as {@link Shard#events(Set)}.
     *
     * @param wanted the types
     * @return as {@link #events()}
     */
    public Events<ShardEvent> events(Set<EventType> wanted) {
        Predicate<Parcel> isWanted = Shard.wanted(wanted);
        return new Events<>(new FleetFeed<>(
                merge,
                this::shards,
                isWanted,
                item -> new ShardEvent(item.shard(), item.shard().give(item.parcel()))));
    }

    /**
     * The payloads of all shards, raw, and the end of each connection; otherwise as {@link #events()} and {@link
     * Shard#messages()}. With {@link OnFailure#GO_ON} a shard that has failed is one whose state says so: there is no payload
     * for it.
     *
     * @return the messages
     */
    public Events<ShardMessage> messages() {
        return new Events<>(new FleetFeed<>(merge, this::shards, Shard::isMessage, Fleet::message));
    }

    private static ShardMessage message(Merge.Item item) {
        Shard shard = item.shard();
        // Nothing else was taken of this shard since.
        return new ShardMessage(
                shard, shard.giveRaw(item.parcel()), shard.mailbox().ledger().deliveredId());
    }

    /**
     * Waits for a certain event of any shard, in any thread beside the loop; otherwise as {@link Shard#await}.
     *
     * @param <E> the event
     * @param type the event, one of its variants, or {@link Event} for any
     * @param wanted whether it is the right one; called in this thread
     * @param timeout how long to wait at most
     * @return empty when it has not come in this time, or when all shards have ended
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalArgumentException when the timeout is negative
     * @throws IllegalStateException when 10,000 others wait already, or as {@link AwaitedEvent#await}
     */
    public <E extends Event> Optional<E> await(Class<E> type, Predicate<? super E> wanted, Duration timeout)
            throws InterruptedException {
        try (AwaitedEvent<E> awaited = expect(type, wanted)) {
            return awaited.await(timeout);
        }
    }

    /**
     * Begins a wait for a certain event of any shard, and returns at once.
     *
     * @param <E> the event
     * @param type the event, one of its variants, or {@link Event} for any
     * @param wanted whether it is the right one; called in the thread that waits
     * @return the wait, which must be closed
     * @throws IllegalStateException when 10,000 others wait already
     */
    public <E extends Event> AwaitedEvent<E> expect(Class<E> type, Predicate<? super E> wanted) {
        return new AwaitedEvent<>(merge.waits(), type, wanted);
    }

    /**
     * The fleet's shards; after {@link #reshard} the new ones.
     *
     * @return the shards in order
     */
    public List<Shard> shards() {
        return group.shards();
    }

    /**
     * The shard with this id.
     *
     * @param id the id
     * @return empty when it is none of this fleet's
     */
    public Optional<Shard> shard(ShardId id) {
        return Optional.ofNullable(group.find(id));
    }

    /**
     * Starts a shard that this fleet does not have yet, or one again that has ended: it has failed, or was closed or suspended by
     * itself. What the loop has not taken of the ended one comes first. A suspended shard goes on with its session; the others
     * identify, and wait while no IDENTIFY is left. While the fleet is being re-sharded, this concerns the shards that {@link
     * #shards()} shows.
     *
     * @param id the shard, of this fleet's total
     * @return the shard, which connects in the background
     * @throws IllegalArgumentException when its total is another one
     * @throws IllegalStateException when it has not ended; or when the fleet is closed or all its shards have ended, so that its
     *     loop ends
     */
    public Shard start(ShardId id) {
        ShardGroup current = group;
        current.checkTotal(id);
        return current.start(id);
    }

    /**
     * The shard that gets the events of a guild.
     *
     * @param guildId the id of the guild; 0 for direct messages
     * @return the shard
     * @throws IllegalArgumentException when it is none of this fleet's shards
     */
    public Shard shardOf(long guildId) {
        ShardGroup current = group;
        ShardId id = ShardId.ofGuild(guildId, current.total());
        Shard shard = current.find(id);
        if (shard == null) {
            throw new IllegalArgumentException("Guild " + Long.toUnsignedString(guildId) + " belongs to shard " + id
                    + ", which is not one of this fleet's, " + current.numbers());
        }
        return shard;
    }

    /**
     * Queues a command with the shards that it is for: those of its guilds; for a presence all that have not ended.
     *
     * @param command the command
     * @throws IllegalArgumentException when a guild is none of this fleet's; then it is queued with no shard
     * @throws IllegalStateException as {@link Shard#send}; shards before that one have queued it
     */
    public void send(Command command) {
        switch (command) {
            case UpdatePresence presence -> {
                List<Shard> alive = shards().stream()
                        .filter(shard -> !shard.state().isTerminal())
                        .toList();
                (alive.isEmpty() ? shards() : alive).forEach(shard -> shard.send(presence));
            }
            case UpdateVoiceState voice -> shardOf(voice.guildId()).send(voice);
            case RequestGuildMembers members -> shardOf(members.guildId()).send(members);
            case RequestChannelInfo info -> shardOf(info.guildId()).send(info);
            case RequestSoundboardSounds sounds -> {
                Map<Shard, List<Long>> guilds =
                        sounds.guildIds().stream().collect(Collectors.groupingBy(this::shardOf));
                guilds.forEach((shard, ids) -> shard.send(new RequestSoundboardSounds(ids)));
            }
        }
    }

    /**
     * Queues a payload as it is with the shard of a guild.
     *
     * @param guildId the id of the guild; 0 for shard 0
     * @param json the whole payload, with op and d
     * @throws IllegalArgumentException when the guild is none of this fleet's; and as {@link Shard#sendJson}
     * @throws IllegalStateException as {@link Shard#send}
     */
    public void sendJson(long guildId, String json) {
        shardOf(guildId).sendJson(json);
    }

    /**
     * A handle for code that may send commands and do nothing else with this fleet.
     *
     * @return the handle; each call makes a new one
     */
    public CommandSender sender() {
        return new CommandSender() {
            @Override
            public void send(Command command) {
                Fleet.this.send(command);
            }

            @Override
            public GuildMembers requestMembers(
                    RequestGuildMembers request, MemberDeadline deadline, RequestGuildMembers.OnRateLimit onRateLimit)
                    throws InterruptedException {
                return Fleet.this.requestMembers(request, deadline, onRateLimit);
            }

            @Override
            public String toString() {
                return "sender of " + Fleet.this;
            }
        };
    }

    /**
     * Asks the guild's shard for members and waits for the answer.
     *
     * @param request what to ask for
     * @param deadline how long to wait at most
     * @return the members
     * @throws MemberRequestException as {@link Shard#requestMembers(RequestGuildMembers, Duration)}
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalArgumentException when the guild is none of this fleet's; and as {@link
     *     Shard#requestMembers(RequestGuildMembers, Duration)}
     */
    public GuildMembers requestMembers(RequestGuildMembers request, Duration deadline) throws InterruptedException {
        return shardOf(request.guildId()).requestMembers(request, deadline);
    }

    /**
     * Asks the guild's shard for members and waits for the answer, with a choice of deadlines and for rate limits.
     *
     * @param request what to ask for
     * @param deadline how long to wait at most
     * @param onRateLimit whether to wait and ask again, or to fail at once
     * @return the members
     * @throws MemberRequestException as {@link Shard#requestMembers(RequestGuildMembers, Duration)}
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalArgumentException when the guild is none of this fleet's; and as {@link
     *     Shard#requestMembers(RequestGuildMembers, MemberDeadline, RequestGuildMembers.OnRateLimit)}
     */
    public GuildMembers requestMembers(
            RequestGuildMembers request, MemberDeadline deadline, RequestGuildMembers.OnRateLimit onRateLimit)
            throws InterruptedException {
        return shardOf(request.guildId()).requestMembers(request, deadline, onRateLimit);
    }

    /**
     * How many shards are in which state, at this moment.
     *
     * @return the states that occur
     */
    public Map<ShardState, Integer> states() {
        Map<ShardState, Integer> states = new EnumMap<>(ShardState.class);
        shards().forEach(shard -> states.merge(shard.state(), 1, Integer::sum));
        return states;
    }

    /**
     * How fast the gateway answers heartbeats: the mean of what each shard has measured last.
     *
     * @return empty while no shard has measured anything
     */
    public Optional<Duration> latency() {
        List<Duration> newest = shards().stream()
                .flatMap(shard -> shard.latency().recent().stream().limit(1))
                .toList();
        return newest.stream().reduce(Duration::plus).map(sum -> sum.dividedBy(newest.size()));
    }

    /**
     * All that can be seen of each shard, at this moment.
     *
     * @return the shards in order
     */
    public List<ShardSnapshot> snapshot() {
        return shards().stream().map(Shard::snapshot).toList();
    }

    /**
     * What the shards that {@link #shards()} shows have counted, together; each one's own is {@link Shard#stats()}. A shard that
     * was started again, or that re-sharding has brought, begins at zero.
     *
     * @return the sums
     */
    public GatewayStats stats() {
        return shards().stream().map(Shard::stats).reduce(GatewayStats.NONE, GatewayStats::plus);
    }

    /**
     * What waits for the loop, of all shards together.
     *
     * @return the sums
     */
    public Backlog backlog() {
        return shards().stream()
                .map(Shard::backlog)
                .reduce(
                        new Backlog(0, 0, 0),
                        (a, b) -> new Backlog(a.events() + b.events(), a.bytes() + b.bytes(), a.stalls() + b.stalls()));
    }

    /**
     * Replaces the shards by others without a gap. The new shards start beside the old ones, as the identify queue allows.
     * When they are up and have all their guilds (without {@link Intent#GUILDS} no guilds come, and READY is enough), the
     * fleet's loop switches to them, and the old ones are closed with code 1000. Until then the loop gives out the dispatches
     * of the old shards, and only the lifecycle events of the new ones.
     *
     * {@snippet file="dev/nightjar/gateway/examples/FirstFleet.java" region="reshard"}
     *
     * <p>This method returns after the switch, so call it from another thread than the one that loops over {@link #events()},
     * and keep that loop running. At the switch an event may come twice, from an old shard and from a new one. None is lost,
     * with two exceptions: an old shard has no connection at that moment and does not resume within the overlap; or the loop
     * is so slow that the full buffer of an old shard takes nothing for ten seconds after the switch. Commands that old shards
     * have not sent by then are dropped.
     *
     * @param shards the new shards, usually of another total
     * @param how when to switch
     * @throws InterruptedException when the thread is interrupted before the switch; the new shards are closed, and the old
     *     ones stay. Later an interrupt only cuts the overlap short, and leaves the flag set
     * @throws IllegalArgumentException when a shard is one of the old ones too and has a {@link
     *     GatewayConfig.Builder#sessionStore session store}: that keeps one session for each shard
     * @throws IllegalStateException when too few new shards were up in time or one has failed, and then the old ones stay;
     *     when it is called from the loop's thread, a second time before the first has ended, or after the end; or as {@link
     *     #open}
     */
    public void reshard(ShardRange shards, Resharding how) throws InterruptedException {
        reshard(ShardNumbers.of(shards), how);
    }

    /**
     * The same for shards whose numbers may have gaps.
     *
     * @param shards the new shards, of one total
     * @param how when to switch
     * @throws InterruptedException as {@link #reshard(ShardRange, Resharding)}
     * @throws IllegalArgumentException as {@link #reshard(ShardRange, Resharding)} and {@link #open(Collection, Function,
     *     OnFailure)}
     * @throws IllegalStateException as {@link #reshard(ShardRange, Resharding)}
     */
    public void reshard(Collection<ShardId> shards, Resharding how) throws InterruptedException {
        reshard(ShardNumbers.of(shards), how);
    }

    private void reshard(ShardNumbers shards, Resharding how) throws InterruptedException {
        checkOutsideOfLoop();
        ShardGroup fresh = newGroup(shards, false);
        checkStores(fresh, group);
        begin(fresh);
        try {
            fresh.start();
            fresh.warmUp().await(how);
        } catch (InterruptedException | RuntimeException e) {
            retire(fresh);
            throw e;
        }
        replace(fresh, how.overlap());
    }

    /**
     * Begins to re-shard step by step: makes room for shards of another total beside the present ones.
     *
     * @param total how many shards the bot has after the switch
     * @return the shards that replace the present ones, none yet
     * @throws IllegalArgumentException when the total is less than 1, or the present one: a session store keeps one session for
     *     each shard
     * @throws IllegalStateException when the fleet is closed, all its shards have ended, or it is being re-sharded already
     */
    public NextShards prepare(int total) {
        if (total == group.total()) {
            throw new IllegalArgumentException(
                    "The fleet has shards of a total of " + total + " already: choose another one");
        }
        ShardGroup fresh = newGroup(ShardNumbers.none(total), false);
        begin(fresh);
        try {
            fresh.start();
        } catch (RuntimeException e) {
            retire(fresh);
            throw e;
        }
        return new NextShards(this, fresh);
    }

    void switchTo(ShardGroup fresh, Duration overlap) {
        checkOutsideOfLoop();
        if (!isNext(fresh)) {
            throw new IllegalStateException("These shards were given up, or the fleet has switched to them already");
        }
        replace(fresh, overlap);
    }

    void giveUp(ShardGroup fresh) {
        if (isNext(fresh)) {
            retire(fresh);
        }
    }

    private boolean isNext(ShardGroup fresh) {
        lock.lock();
        try {
            return fresh.equals(next) && !fresh.isLive() && !closed;
        } finally {
            lock.unlock();
        }
    }

    private void checkOutsideOfLoop() {
        if (merge.isConsumer(Thread.currentThread())) {
            throw new IllegalStateException(
                    "Re-sharding waits for the loop over the fleet's events, so it must not be called from inside of it");
        }
    }

    private static void checkStores(ShardGroup fresh, ShardGroup old) {
        for (Shard shard : fresh.shards()) {
            if (old.find(shard.id()) != null && shard.config().sessionStore().isPresent()) {
                throw new IllegalArgumentException(
                        "Shard " + shard.id() + " is one of the old shards too, and its session"
                                + " store has room for one session only: choose another total, or leave out the store");
            }
        }
    }

    private void begin(ShardGroup fresh) {
        lock.lock();
        try {
            if (closed || merge.isOver()) {
                throw new IllegalStateException("The fleet is closed, or all its shards have ended");
            }
            if (next != null) {
                throw new IllegalStateException("The fleet is being re-sharded already");
            }
            next = fresh;
            resharding = Flight.reshard(group.total(), fresh.total());
        } finally {
            lock.unlock();
        }
    }

    private void retire(ShardGroup ending) {
        ending.stop(CloseFrame.NORMAL);
        ending.awaitEnd();
        lock.lock();
        try {
            next = null;
            ReshardEvent event = resharding;
            if (event != null) {
                resharding = null;
                event.finish(ending.isLive()); // the old shards, not the new ones
            }
        } finally {
            lock.unlock();
        }
    }

    private void replace(ShardGroup fresh, Duration overlap) {
        ShardGroup old;
        lock.lock();
        try {
            old = group;
            fresh.goLive();
            group = fresh;
            next = closed ? null : old;
        } finally {
            lock.unlock();
        }
        // A shard that has failed since it was up has not told the loop. So its mailbox ends a second time, for a
        // loop that goes on, and the failure is kept, for a loop that has ended.
        WarmUp.Failure late = fresh.warmUp().failure();
        if (late != null) {
            merge.fail(late.cause());
            late.shard().mailbox().end(late.cause());
        }
        try {
            Time.SYSTEM.sleep(overlap);
            old.flush(FLUSH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        retire(old);
    }

    /**
     * Closes all shards at once with code 1000 and waits until they are gone; otherwise as {@link Shard#close()}.
     */
    @Override
    public void close() {
        List<ShardGroup> ending = beginEnd();
        ending.forEach(any -> any.stop(CloseFrame.NORMAL));
        ending.forEach(ShardGroup::awaitEnd);
    }

    /**
     * Closes all shards at once so that their sessions can be resumed; otherwise as {@link Shard#suspend()}.
     *
     * @return the sessions that can be resumed, for {@link GatewayConfig.Builder#sessions}
     */
    public List<Session> suspend() {
        List<ShardGroup> ending = beginEnd();
        ending.forEach(ShardGroup::refuse);
        List<Shard> all = ending.stream().flatMap(any -> any.shards().stream()).toList();
        all.forEach(Shard::beginSuspend);
        awaitHandlers(all);
        ending.forEach(ShardGroup::awaitEnd);
        return shards().stream().map(Shard::suspended).flatMap(Optional::stream).toList();
    }

    /** Waits until the handlers of all shards have ended, for the longest close timeout at most. */
    private static void awaitHandlers(List<Shard> shards) {
        long longest = shards.stream()
                .mapToLong(shard -> shard.config().closeTimeout().toNanos())
                .max()
                .orElse(0);
        long deadline = Time.SYSTEM.nanoTime() + longest;
        shards.forEach(shard -> shard.awaitHandlers(Duration.ofNanos(deadline - Time.SYSTEM.nanoTime())));
    }

    /**
     * Counts the events that the calling thread handles as handled, although its {@linkplain Events#handle handler} goes on. A
     * handler calls it before it has other threads suspend shards and waits for them: otherwise they would wait for the handler,
     * for the close timeout, and its event would come again. A handler that calls {@link #suspend} itself need not, and neither
     * need a for-each, whose event counts when it was given out. Does nothing outside of a handler.
     */
    public void countAsHandled() {
        present()
                .flatMap(any -> any.shards().stream())
                .forEach(shard -> shard.mailbox().leaveHandler());
    }

    /** The groups that there are at this moment. */
    private Stream<ShardGroup> present() {
        lock.lock();
        try {
            return Stream.of(Optional.of(group), Optional.ofNullable(next)).flatMap(Optional::stream);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the loop has come to its end, for this time at most. That is so when all shards have ended and the loop has asked
     * for more behind the last event. A shutdown hook calls it after {@link #suspend} or {@link #close}, because the process
     * would otherwise end while the loop's body works on an event that nobody gets again. Returns at once inside of the loop
     * or of a handler, and when no thread runs one.
     *
     * @param timeout how long to wait at most
     * @throws InterruptedException when the thread is interrupted
     */
    public void awaitLoop(Duration timeout) throws InterruptedException {
        boolean inHandler = present()
                .flatMap(any -> any.shards().stream())
                .anyMatch(shard -> shard.mailbox().isHandler());
        if (!inHandler) {
            merge.awaitOver(timeout);
        }
    }

    private List<ShardGroup> beginEnd() {
        lock.lock();
        try {
            closed = true;
            if (standing) {
                standing = false;
                merge.release();
            }
            ShardGroup other = next;
            if (other == null) {
                return List.of(group);
            }
            other.warmUp().cancel();
            return List.of(group, other);
        } finally {
            lock.unlock();
        }
    }

    /** Shows which shards and their states. */
    @Override
    public String toString() {
        return "Fleet[" + group.numbers() + ", " + states() + "]";
    }
}
