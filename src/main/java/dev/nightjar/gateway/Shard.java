package dev.nightjar.gateway;

import dev.nightjar.gateway.command.Command;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.jfr.DecodeMismatchEvent;
import dev.nightjar.gateway.jfr.Flight;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One session with Discord's gateway: it connects, identifies or resumes, sends heartbeats, decompresses, and sends commands
 * within the rate limit. It gives out every event in order and exactly once, across every reconnect that resumes, and recovers
 * from failures by itself.
 *
 * {@snippet file="dev/nightjar/gateway/examples/FirstLoop.java" region="loop"}
 *
 * <p>A shard runs on a virtual thread of its own from {@link #open} until it is closed, whatever the loop does. A slow loop
 * stops the reading but never the heartbeats, and nothing is dropped. A failure that the shard recovers from arrives as an
 * event. A failure that ends the shard for good is thrown once, from the loop, as a {@link GatewayException}. When Discord
 * ends the session itself, a {@link dev.nightjar.gateway.event.SessionInvalidated} says so: what happens until the next READY
 * is not replayed.
 *
 * <p>Safe for any thread. One loop over {@link #events()} or {@link #messages()} at a time; a later one goes on where an
 * earlier one stopped. Instead of several loops use {@link Events#handle}, which handles events in parallel, or {@link #await} for
 * a certain event. No argument may be null.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway">Discord: Gateway</a>
 */
public final class Shard implements AutoCloseable {

    // What stands between slashes and is neither a name of Discord's nor a place in a list.
    private static final Pattern DATA = Pattern.compile("/(?![a-z_]{1,40}(/|$)|\\d{1,3}(/|$))[^/]*");

    private final ShardId id;
    private final GatewayConfig config;
    private final Mailbox mailbox;
    private final AtomicReference<@Nullable Parcel> taken = new AtomicReference<>(); // written and read by the consumer
    private final CommandQueue commands;
    private final Presence presence;
    private final MemberRequests requests;
    private final EventWaits waits;
    private final ShardLifecycle lifecycle;
    private final GatewayLog log;
    private final Tally tally;

    private Shard(
            ShardId id,
            GatewayConfig config,
            SessionKeeper.Loaded stored,
            Time time,
            Mailbox.Consumer ofMany,
            Mailbox.Watch fleet) {
        this.id = id;
        this.config = config;
        this.tally = new Tally(time);
        this.log = new GatewayLog(id, config.log());
        this.waits = new EventWaits(time, this::hasEnded);
        this.mailbox = new Mailbox(
                config.eventBuffer(),
                config.eventBufferBytes(),
                stored.session(),
                ofMany,
                watch(waits, fleet),
                gate(id, config.gate()));
        SessionKeeper keeper = new SessionKeeper(config, id, mailbox, stored.failure());
        this.commands = new CommandQueue(id, config.commandBuffer());
        this.presence = new Presence(config.presence(), config.limitCommands());
        this.requests = new MemberRequests(id, mailbox, commands, time);
        var permits = new Permits(config.identifyQueue(), id);
        this.lifecycle = new ShardLifecycle(
                new ShardContext(id, config, time, mailbox, commands, presence, requests, permits, tally), keeper);
    }

    /**
     * Starts a shard and returns at once, or when the {@link GatewayConfig.Builder#sessionStore session store} has said whether
     * it has a session. It must be closed in the end.
     *
     * @param id which shard of how many
     * @param config how it connects
     * @return the shard, which connects in the background
     * @throws IllegalArgumentException when the configuration chooses no intents, not even none at all, or when the IDENTIFY
     *     that it makes is longer than 4,096 bytes
     */
    public static Shard open(ShardId id, GatewayConfig config) {
        return open(id, config, Time.SYSTEM);
    }

    static Shard open(ShardId id, GatewayConfig config, Time time) {
        Shard shard = make(id, config, SessionKeeper.load(config, id), time, () -> {}, Mailbox.NOBODY);
        shard.lifecycle.start();
        return shard;
    }

    /**
     * A shard of a fleet. Its lifecycle runs in {@link #run}. Its mailbox is one of many for their consumer.
     *
     * @param stored the session that it resumes, if any
     * @param fleet sees what comes into its mailbox
     */
    static Shard unstarted(
            ShardId id,
            GatewayConfig config,
            SessionKeeper.Loaded stored,
            Mailbox.Consumer ofMany,
            Mailbox.Watch fleet) {
        return make(id, config, stored, Time.SYSTEM, ofMany, fleet);
    }

    private static Shard make(
            ShardId id,
            GatewayConfig config,
            SessionKeeper.Loaded stored,
            Time time,
            Mailbox.Consumer ofMany,
            Mailbox.Watch fleet) {
        return new Shard(id, config.checkFor(id), stored, time, ofMany, fleet);
    }

    private static BooleanSupplier gate(ShardId id, ShardGate gate) {
        return gate.equals(ShardGate.OPEN) ? Mailbox.OPEN : () -> gate.delivers(id);
    }

    /** What sees the parcels of a shard: its own waits and its fleet. */
    private static Mailbox.Watch watch(EventWaits waits, Mailbox.Watch fleet) {
        if (fleet.equals(Mailbox.NOBODY)) {
            return waits; // each payload that comes in passes here
        }
        return new Mailbox.Watch() {
            @Override
            public void see(Parcel parcel) {
                waits.see(parcel);
                fleet.see(parcel);
            }

            @Override
            public void ended() {
                waits.ended();
                fleet.ended();
            }
        };
    }

    private boolean hasEnded() {
        return lifecycle.state().isTerminal();
    }

    /**
     * The shard's events, typed: dispatches, lifecycle events, and what this version does not know with its bytes. The
     * {@code hasNext} of its iterator waits for the next event, and is false when the shard was closed and all that it had
     * received was given out. {@link Events} has other ways to take them.
     *
     * @return the events; their iterators throw {@link GatewayException} once when the shard has failed, and when the thread is
     *     interrupted; and IllegalStateException when another thread waits in a loop over this shard
     */
    public Events<Event> events() {
        return events(EnumSet.allOf(EventType.class));
    }

    /**
     * The shard's events of these types. Dispatches of other types are skipped without being decoded; lifecycle events and
     * payloads without a valid opcode always come. {@link EventType#UNKNOWN} stands for dispatches and opcodes that this
     * version does not know.
     *
     * @param wanted the types
     * @return as {@link #events()}
     */
    public Events<Event> events(Set<EventType> wanted) {
        Predicate<Parcel> isWanted = wanted(wanted);
        return new Events<>(new ShardFeed<>(mailbox, taken, isWanted, this::give));
    }

    /** The parcels that a loop over events of these types gives out. */
    static Predicate<Parcel> wanted(Set<EventType> wanted) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        types.addAll(wanted);
        return parcel -> switch (parcel) {
            case Parcel.Notice notice -> true;
            case Parcel.Received received -> isEvent(received.payload(), types);
        };
    }

    /** The event that a loop over this shard or its fleet gives out for a parcel, after the log has it. */
    Event give(Parcel parcel) {
        log.see(parcel);
        Event event = event(parcel);
        if (parcel instanceof Parcel.Received received) {
            if (event instanceof Malformed) {
                log.see(event);
            }
            seeMismatches(received.payload());
        }
        return event;
    }

    private void seeMismatches(Payload decoded) {
        List<String> mismatches = decoded.mismatches();
        if (mismatches.isEmpty()) {
            return;
        }
        tally.mismatched(mismatches.size());
        DecodeMismatchEvent event = Flight.decodeMismatch(id.number(), id.total());
        if (event != null) {
            event.finish(decoded.type().name(), mismatches.size(), place(mismatches.getFirst()));
        }
    }

    /** A JSON pointer without what may be data in it: the keys of a map, such as ids. */
    private static String place(String pointer) {
        return DATA.matcher(pointer).replaceAll("/*");
    }

    /** The event that a parcel stands for. */
    static Event event(Parcel parcel) {
        return switch (parcel) {
            case Parcel.Notice notice -> notice.event();
            case Parcel.Received received -> received.payload().event();
        };
    }

    /** Whether a loop over events of these types gives out this payload. */
    static boolean isEvent(Payload payload, Set<EventType> types) {
        return switch (payload.op()) {
            case -1 -> true;
            case Protocol.HEARTBEAT,
                    Protocol.RECONNECT,
                    Protocol.INVALID_SESSION,
                    Protocol.HELLO,
                    Protocol.HEARTBEAT_ACK -> false;
            default -> types.contains(payload.type());
        };
    }

    /**
     * The gateway's payloads of every opcode, raw, and the end of each connection. A dispatch that a resume replays although
     * it was received before comes only once.
     *
     * @return as {@link #events()}
     */
    public Events<GatewayMessage> messages() {
        return new Events<>(new ShardFeed<>(mailbox, taken, Shard::isMessage, this::giveRaw));
    }

    /** Whether a loop over messages gives out this parcel. */
    static boolean isMessage(Parcel parcel) {
        return switch (parcel) {
            case Parcel.Notice notice -> notice.event() instanceof Disconnected;
            case Parcel.Received received -> true;
        };
    }

    /** The message that a loop over this shard or its fleet gives out for a parcel, after the log has it. */
    GatewayMessage giveRaw(Parcel parcel) {
        log.see(parcel);
        return message(parcel);
    }

    private static GatewayMessage message(Parcel parcel) {
        return switch (parcel) {
            case Parcel.Received received -> new GatewayMessage.Text(received.payload());
            case Parcel.Notice notice -> {
                if (notice.event() instanceof Disconnected end) {
                    yield new GatewayMessage.Close(end.cause(), end.code(), end.reason());
                }
                throw new IllegalArgumentException(notice + " is no message");
            }
        };
    }

    /**
     * Waits for a certain event, in any thread: beside the loop, in a handler, or in the loop's own thread as long as the event
     * buffer has room for what arrives meanwhile. Only events that come after the call are looked at, and the loop gets them as
     * well. To act between the beginning of the wait and its end, use {@link #expect}.
     *
     * {@snippet file="dev/nightjar/gateway/examples/Awaited.java" region="await"}
     *
     * @param <E> the event
     * @param type the event, one of its variants, or {@link Event} for any
     * @param wanted whether it is the right one; called in this thread
     * @param timeout how long to wait at most
     * @return empty when it has not come in this time, or when the shard has ended
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
     * Begins a wait for a certain event, and returns at once.
     *
     * @param <E> the event
     * @param type the event, one of its variants, or {@link Event} for any
     * @param wanted whether it is the right one; called in the thread that waits
     * @return the wait, which must be closed
     * @throws IllegalStateException when 10,000 others wait already
     */
    public <E extends Event> AwaitedEvent<E> expect(Class<E> type, Predicate<? super E> wanted) {
        return new AwaitedEvent<>(waits, type, wanted);
    }

    /**
     * Queues a command. It is sent when the session is up and the rate limit allows, in the order of the calls; one that was
     * not written when a connection broke goes out first on the next one. One that was being written just then may go out
     * twice, because the shard cannot know whether it was sent.
     *
     * <p>An {@link UpdatePresence} does not wait in this queue. Only the newest one counts: it replaces one that still waits, the
     * next IDENTIFY has it, and it goes out as soon as Discord's limit of five changes in twenty seconds allows. Other commands
     * do not wait for it.
     *
     * @param command the command
     * @throws IllegalArgumentException when it is longer than 4,096 bytes; of a presence, when an IDENTIFY with it is
     * @throws IllegalStateException when the shard has ended or is closing, or when as many commands wait as
     *     {@link GatewayConfig#commandBuffer()} allows; nothing of the command is sent then
     */
    public void send(Command command) {
        if (command instanceof UpdatePresence wanted) {
            checkRunning();
            PayloadWriter.checkSize(PayloadWriter.identify(config, id, Optional.of(wanted)));
            presence.set(wanted);
            lifecycle.wakeWriter();
        } else {
            queue(PayloadWriter.commands(command));
        }
    }

    /**
     * Queues a payload as it is, in the same queue and with the same checks as {@link #send}. The gateway closes the connection
     * with 4002 if it is no valid payload.
     *
     * @param json the whole payload, with op and d
     * @throws IllegalArgumentException when it is longer than 4,096 bytes of UTF-8, or no Unicode text
     * @throws IllegalStateException as {@link #send}
     */
    public void sendJson(String json) {
        PayloadWriter.checkSize(json);
        queue(List.of(json));
    }

    /**
     * Asks for members of a guild and waits until all have come. Waits for a rate limit too, if the deadline allows.
     *
     * {@snippet file="dev/nightjar/gateway/examples/Members.java" region="members"}
     *
     * <p>The chunks still come to the loop, as events. The loop's own thread may ask, too, as long as the event buffer has room
     * for what arrives meanwhile, of which a shard of a large fleet has less
     * ({@link GatewayConfig.Builder#eventBufferBytes}); any other thread is better. Several threads may ask at once, and each
     * gets the members of its own request.
     *
     * @param request what to ask for; it gets a nonce if it has none
     * @param deadline how long to wait at most, more than zero, at most a day
     * @return the members
     * @throws MemberRequestException when the answer does not come: the deadline is over, the connection has ended meanwhile,
     *     Discord asks to wait longer than the deadline, or the shard has ended. It has the part that has come
     * @throws InterruptedException when the thread is interrupted; the request is then forgotten
     * @throws IllegalArgumentException when the deadline is out of range, or the payload longer than 4,096 bytes
     * @throws IllegalStateException as {@link #send}, and when a request with the same nonce, or 1,000 others, wait already
     */
    public GuildMembers requestMembers(RequestGuildMembers request, Duration deadline) throws InterruptedException {
        return requestMembers(request, deadline, RequestGuildMembers.OnRateLimit.WAIT);
    }

    /**
     * The same with a choice for rate limits.
     *
     * @param request what to ask for; it gets a nonce if it has none
     * @param deadline how long to wait at most, more than zero, at most a day
     * @param onRateLimit whether to wait and ask again, or to fail at once
     * @return the members
     * @throws MemberRequestException as {@link #requestMembers(RequestGuildMembers, Duration)}
     * @throws InterruptedException when the thread is interrupted; the request is then forgotten
     * @throws IllegalArgumentException when the deadline is out of range, or the payload longer than 4,096 bytes
     * @throws IllegalStateException as {@link #requestMembers(RequestGuildMembers, Duration)}
     */
    public GuildMembers requestMembers(
            RequestGuildMembers request, Duration deadline, RequestGuildMembers.OnRateLimit onRateLimit)
            throws InterruptedException {
        return requestMembers(request, MemberDeadline.of(deadline), onRateLimit);
    }

    /**
     * The same with a deadline for each chunk of a large guild's answer, beside or instead of one for the whole.
     *
     * @param request what to ask for; it gets a nonce if it has none
     * @param deadline how long to wait at most
     * @param onRateLimit whether to wait and ask again, or to fail at once
     * @return the members
     * @throws MemberRequestException as {@link #requestMembers(RequestGuildMembers, Duration)}
     * @throws InterruptedException when the thread is interrupted; the request is then forgotten
     * @throws IllegalArgumentException when the payload is longer than 4,096 bytes
     * @throws IllegalStateException as {@link #requestMembers(RequestGuildMembers, Duration)}
     */
    public GuildMembers requestMembers(
            RequestGuildMembers request, MemberDeadline deadline, RequestGuildMembers.OnRateLimit onRateLimit)
            throws InterruptedException {
        return requests.ask(
                request, deadline, onRateLimit, json -> queue(List.of(json)).getFirst());
    }

    /**
     * Asks for members of a guild and gives each chunk of the answer to a consumer, as it comes and as it was received. It is for
     * an answer that is too large to be kept as a whole, and for code that passes it on without decoding it. Returns after the
     * last chunk. {@link dev.nightjar.gateway.event.GuildMembersChunk GuildMembersChunk} is the record of a chunk: {@code
     * payload.as(GuildMembersChunk.class)}.
     *
     * @param request what to ask for; it gets a nonce if it has none
     * @param deadline how long to wait at most
     * @param onRateLimit whether to wait and ask again, or to fail at once
     * @param chunks takes the chunks, in the order of their arrival, in the calling thread; what it throws ends the request. The
     *     chunks that come while it works wait in memory
     * @throws MemberRequestException as {@link #requestMembers(RequestGuildMembers, Duration)}; it has no members, because the
     *     consumer has had them
     * @throws InterruptedException when the thread is interrupted; the request is then forgotten
     * @throws IllegalArgumentException when the payload is longer than 4,096 bytes
     * @throws IllegalStateException as {@link #requestMembers(RequestGuildMembers, Duration)}
     */
    public void requestMemberChunks(
            RequestGuildMembers request,
            MemberDeadline deadline,
            RequestGuildMembers.OnRateLimit onRateLimit,
            Consumer<? super Payload> chunks)
            throws InterruptedException {
        GuildMembers none = new GuildMembers(request.guildId(), List.of(), List.of(), List.of());
        requests.ask(
                request, deadline, onRateLimit, json -> queue(List.of(json)).getFirst(), chunks, () -> none);
    }

    private List<CommandQueue.Entry> queue(List<String> payloads) {
        checkRunning();
        List<CommandQueue.Entry> queued = commands.add(payloads);
        lifecycle.wakeWriter();
        return queued;
    }

    private void checkRunning() {
        if (lifecycle.isStopping()) {
            throw new IllegalStateException(
                    "Shard " + id + " has ended or is closing and sends no more commands: open" + " another one");
        }
    }

    /**
     * The id of this shard.
     *
     * @return the id
     */
    public ShardId id() {
        return id;
    }

    /**
     * The state of the shard at this moment.
     *
     * @return the state
     */
    public ShardState state() {
        return lifecycle.state();
    }

    /**
     * Why the shard has failed for good: what its loop throws or has thrown, or what {@link
     * dev.nightjar.gateway.event.ShardFailed ShardFailed} tells.
     *
     * @return the failure; empty when the {@link #state()} is not {@link ShardState#FAILED}
     */
    public Optional<GatewayException> failure() {
        return Optional.ofNullable(lifecycle.failure());
    }

    /**
     * How many attempts in a row have failed since READY or RESUMED was last seen.
     *
     * @return 0 while all is well
     */
    public int reconnectAttempts() {
        return lifecycle.failures();
    }

    /**
     * How fast the gateway answers heartbeats on the current connection.
     *
     * @return nothing measured while there is none
     */
    public Latency latency() {
        return lifecycle
                .connection()
                .map(current -> current.latency().look(lifecycle.now()))
                .orElse(Latency.NONE);
    }

    /**
     * The session with the sequence of the last event that the loop was given; a later process can resume it. It changes while
     * events are taken; {@link #suspend()} returns its final state.
     *
     * @return empty before READY was given out, and after the session was invalidated
     */
    public Optional<Session> session() {
        return mailbox.ledger().delivered();
    }

    /**
     * The session with the sequence of the last event that the loop, or a {@linkplain Events#handle handler}, is done with. It is
     * what a {@link GatewayConfig.Builder#sessionStore session store} is given, for a program that saves the sessions of many
     * shards together, at its own pace: who resumes it gets the event again that the loop was working on.
     *
     * @return empty before READY was handled, and when the session has ended, even while the loop does not know that yet
     */
    public Optional<Session> handledSession() {
        return Optional.ofNullable(mailbox.ledger().lastHandled());
    }

    /**
     * How many commands the current connection may still send.
     *
     * @return nothing available while there is no connection
     */
    public CommandBudget commandBudget() {
        return lifecycle
                .connection()
                .map(current -> current.vitals().budget().look(lifecycle.now()))
                .orElse(CommandBudget.NONE);
    }

    /**
     * How many commands wait until they can be sent.
     *
     * @return at most {@link GatewayConfig#commandBuffer()}
     */
    public int commandsWaiting() {
        return commands.size();
    }

    /**
     * All that can be seen of the shard, at this moment.
     *
     * @return its state, latency, backlog and budgets
     */
    public ShardSnapshot snapshot() {
        return new ShardSnapshot(
                id,
                state(),
                reconnectAttempts(),
                latency(),
                backlog(),
                commandBudget(),
                commandsWaiting(),
                config.identifyQueue().currentBudget());
    }

    /**
     * What the shard has counted since it was opened. Reading it holds up nothing.
     *
     * @return the counters at this moment
     */
    public GatewayStats stats() {
        return tally.look(mailbox, commands);
    }

    /**
     * A handle for code that may send commands and do nothing else with this shard.
     *
     * @return the handle; each call makes a new one
     */
    public CommandSender sender() {
        return new CommandSender() {
            @Override
            public void send(Command command) {
                Shard.this.send(command);
            }

            @Override
            public GuildMembers requestMembers(
                    RequestGuildMembers request, MemberDeadline deadline, RequestGuildMembers.OnRateLimit onRateLimit)
                    throws InterruptedException {
                return Shard.this.requestMembers(request, deadline, onRateLimit);
            }

            @Override
            public String toString() {
                return "sender of " + Shard.this;
            }
        };
    }

    /**
     * The payloads that wait for the loop.
     *
     * @return the backlog at this moment
     */
    public Backlog backlog() {
        return mailbox.backlog();
    }

    /**
     * How the shard was configured.
     *
     * @return the configuration
     */
    public GatewayConfig config() {
        return config;
    }

    /**
     * Drops the connection and makes a new one at once, which resumes the session if there is one. A wait before the next
     * attempt is cut short. Does nothing when the shard has ended.
     */
    public void restart() {
        lifecycle.restart();
    }

    /**
     * Drops the session and the connection, and makes a new connection at once, which identifies: the remedy when the gateway
     * answers heartbeats but no longer sends all events. The loop gets {@link
     * dev.nightjar.gateway.event.SessionInvalidated SessionInvalidated}, and what happens until READY is not replayed. It costs
     * one of the IDENTIFYs that Discord allows in a day, and waits for the identify queue. Does nothing when the shard has ended.
     */
    public void restartWithNewSession() {
        lifecycle.startNewSession();
    }

    /**
     * Says that the {@link ShardGate} of this shard delivers again, so that a loop that waits asks it. Does nothing when it does
     * not.
     */
    public void gateOpened() {
        mailbox.gateOpened();
    }

    /**
     * Closes the shard with code 1000: the session ends and the bot goes offline. Waits until all threads and sockets of the
     * shard are gone, for the close timeout at most, and as long again for an identify queue and for a session store that
     * hang. Then it returns, even if code of the user's still holds one of them. When the calling thread is interrupted it
     * returns at once with the flag set, and the shard continues to end. What was received before stays in the loop, which
     * then ends. Calling it again, or from inside the loop, is fine.
     *
     * <p>While the shard has no connection it can tell the gateway nothing, and the bot goes offline when Discord gives the
     * session up, after a minute or so.
     */
    @Override
    public void close() {
        close(CloseFrame.NORMAL);
    }

    /**
     * Closes the shard with the user's own code and reason, otherwise as {@link #close()}. With 1000 and 1001 the session
     * ends, with any other code it can be resumed: a {@link GatewayConfig.Builder#sessionStore session store} then has it as
     * of this call, so the next process gets again what the loop still handles after it. With {@link #suspend()} nothing comes
     * again.
     *
     * @param frame code and reason
     * @throws IllegalArgumentException when a client may not send the code: it must be 1000, 1001 or from 3000
     */
    public void close(CloseFrame frame) {
        lifecycle.stop(frame.checkSendable());
        lifecycle.awaitEnd();
    }

    /**
     * Closes the shard with code 4000, so that the session can be resumed by another shard or process. What was received but
     * not yet given to the loop is dropped, because the resume brings it again; otherwise as {@link #close()}.
     *
     * <p>A shard that was closed with 1000 or 1001, or that the gateway has refused for good, has no session any more, and its loop
     * keeps what it has. Only while its {@link ShardGate gate} is shut that is dropped, because the loop would wait for it for
     * ever.
     *
     * @return the session as of the last event that the loop was given, or that {@linkplain Events#handle handlers} have handled
     *     with all before it, for which this waits for the close timeout at most; empty when there is none to resume. If the
     *     gateway ends it at the same moment, the shard that resumes it finds that out and begins a new one.
     */
    public Optional<Session> suspend() {
        beginSuspend();
        awaitHandlers(config.closeTimeout());
        lifecycle.awaitEnd();
        // The session is read only now, because until the end of the shard the gateway may invalidate it, and another
        // thread's close() may end it.
        return suspended();
    }

    /** Runs the shard's lifecycle in the calling thread until it has ended. */
    void run() {
        lifecycle.run();
    }

    /** Asks the shard to end, and does not wait for that. */
    void stop(CloseFrame frame) {
        lifecycle.stop(frame);
    }

    /** Asks for a heartbeat, and returns a wait for its answer. Without a connection that wait returns at once. */
    Awaiting beat() {
        Connection current = lifecycle.connection().orElse(null);
        if (current == null) {
            return timeout -> {};
        }
        long since = current.beat();
        return timeout -> current.latency().awaitAnswer(since, timeout);
    }

    /** A wait for the answer to a heartbeat, for a timeout at most. */
    interface Awaiting {
        void await(Duration timeout) throws InterruptedException;
    }

    /** The first half of {@link #suspend}. */
    void beginSuspend() {
        if (!lifecycle.isEndOfSession() || mailbox.isShut()) {
            mailbox.cut();
        }
        lifecycle.suspend();
    }

    /** Waits until the handlers of {@link Events#handle} have ended, for this time at most. */
    void awaitHandlers(Duration patience) {
        try {
            mailbox.ledger().awaitHandlers(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The second half: where a resume must continue. */
    Optional<Session> suspended() {
        return lifecycle.isEndOfSession() ? mailbox.ledger().resumable() : mailbox.cut();
    }

    /** Waits until the shard has ended, as {@link #close()} does. */
    void awaitEnd() {
        lifecycle.awaitEnd();
    }

    Mailbox mailbox() {
        return mailbox;
    }

    boolean isGone() {
        return lifecycle.isGone();
    }

    /** Shows the shard's number and state. */
    @Override
    public String toString() {
        return "Shard[" + id + ", " + state() + "]";
    }
}
