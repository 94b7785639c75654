package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.inflate.MessageInflater;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One connection with everything that belongs to it alone, from the open WebSocket to its end: a new one shares nothing with
 * it but the shard's mailbox, commands and (reset) inflater, so nothing of an old socket can touch the next.
 *
 * <p>The owner runs it; its subtasks share what the accessors give out. Each field that changes has one writer.
 */
final class Connection {

    // What Discord's HELLO says; until that is here.
    private static final Duration USUAL_INTERVAL = Duration.ofMillis(41_250);

    private final ShardId shard;
    private final GatewayConfig config;
    private final URI url;
    private final Wire wire;
    private final MessageInflater inflater;
    private final Mailbox mailbox;
    private final MemberRequests requests;
    private final @Nullable Session resuming;
    private final boolean paced;
    private final Time time;

    private final Outbox outbox;
    private final LatencyLog latency = new LatencyLog();
    private final CountDownLatch greeted = new CountDownLatch(1);
    private final Heartbeat heartbeat;

    // Written by the reader, read by all.
    private volatile Protocol.Phase phase = Protocol.Phase.AWAITING_HELLO;
    private volatile SendBudget budget;
    private volatile Duration writeTimeout;
    private volatile long phaseSince;
    private volatile @Nullable LastWord lastWord;
    // Written by the reader, read by the heartbeat.
    private volatile long waitingSince = Pulse.NOT_WAITING;
    private volatile long replayedAt;
    // Written by the reader, read by the owner.
    private volatile boolean replays;

    /**
     * Takes over an open wire.
     *
     * @param resuming the session to resume, or null to identify
     * @param paced whether commands must be spread out, as the last connection sent too many
     */
    Connection(
            ShardId shard,
            GatewayConfig config,
            URI url,
            Wire wire,
            MessageInflater inflater,
            Mailbox mailbox,
            MemberRequests requests,
            BlockingQueue<String> commands,
            @Nullable Session resuming,
            boolean paced,
            Time time) {
        this.shard = shard;
        this.config = config;
        this.url = url;
        this.wire = wire;
        this.inflater = inflater;
        this.mailbox = mailbox;
        this.requests = requests;
        this.resuming = resuming;
        this.paced = paced;
        this.time = time;
        this.outbox = new Outbox(commands);
        this.budget = config.limitCommands() ? SendBudget.of(USUAL_INTERVAL) : SendBudget.unlimited();
        this.writeTimeout = config.writeTimeout();
        this.replayedAt = time.nanoTime();
        this.heartbeat = new Heartbeat(this);
    }

    /** Why a connection is over, and what had come before that and is not yet in the mailbox. */
    record LastWord(Ending ending, List<Parcel> rest) {}

    /** Runs until the connection is over. The wire is still to be closed, and the rest to be handed over. */
    LastWord run() throws InterruptedException {
        Ending ending;
        try (ShardScope scope = ShardScope.open("shard-" + shard.number())) {
            scope.fork("reader", Ending.Endless.task(new Reader(this)::run));
            scope.fork("heartbeat", Ending.Endless.task(heartbeat::run));
            scope.fork("writer", Ending.Endless.task(new Writer(this)::run));
            if (resuming == null) {
                scope.fork("identify", Ending.Endless.task(this::identify));
            }
            ending = Ending.of(scope.awaitFailure());
        }
        // Only now: the reader may have come to the end at the same time as another has failed.
        LastWord heard = lastWord;
        if (heard == null) {
            return new LastWord(ending, List.of());
        }
        // What the gateway said last explains more than what failed because of it.
        return ending.kind() == Ending.Kind.USER_CLOSE ? new LastWord(ending, heard.rest()) : heard;
    }

    /** A subtask of its own, so that beats go on while the queue makes it wait. An interrupt spends no permit. */
    private void identify() throws Ending.Signal, InterruptedException {
        greeted.await();
        try {
            config.identifyQueue().acquire(shard);
        } catch (RuntimeException e) {
            throw Ending.resumable(Ending.Kind.FAULT, "the identify queue failed: " + e, Payload.EMPTY)
                    .signal(e);
        }
        outbox.handshake(PayloadWriter.identify(config, shard));
    }

    /** Ends the connection at once. Safe for any thread. */
    void end(Ending ending) {
        heartbeat.tell(new Heartbeat.News.Stop(ending));
    }

    /** Asks for a heartbeat; returns since when. */
    long beat() {
        long now = now();
        outbox.beat();
        return now;
    }

    void enter(Protocol.Phase next) {
        phaseSince = now();
        phase = next;
    }

    /** HELLO has come. */
    void greeted(Duration interval) {
        if (config.limitCommands()) {
            budget = paced ? SendBudget.paced(interval) : SendBudget.of(interval);
        }
        writeTimeout = interval.compareTo(config.writeTimeout()) < 0 ? interval : config.writeTimeout();
        heartbeat.tell(new Heartbeat.News.Hello(interval));
        greeted.countDown();
    }

    void readerWaits(boolean waits) {
        waitingSince = waits ? now() : Pulse.NOT_WAITING;
    }

    void replayed() {
        replays = true;
        replayedAt = now();
    }

    void hear(LastWord word) {
        lastWord = word;
    }

    ShardState state() {
        return switch (phase) {
            case AWAITING_HELLO -> resuming == null ? ShardState.IDENTIFYING : ShardState.RESUMING;
            case IDENTIFYING -> ShardState.IDENTIFYING;
            case RESUMING -> ShardState.RESUMING;
            case ACTIVE -> ShardState.ACTIVE;
        };
    }

    boolean isActive() {
        return phase == Protocol.Phase.ACTIVE;
    }

    Recovery.Reached reached() {
        return switch (phase) {
            case AWAITING_HELLO -> Recovery.Reached.OPEN;
            case IDENTIFYING -> Recovery.Reached.IDENTIFYING;
            case RESUMING -> replays ? Recovery.Reached.REPLAYING : Recovery.Reached.RESUMING;
            case ACTIVE ->
                now() - phaseSince < Recovery.LASTING.toNanos()
                        ? Recovery.Reached.ESTABLISHED
                        : Recovery.Reached.LASTED;
        };
    }

    long now() {
        return time.nanoTime();
    }

    double jitter() {
        return time.jitter();
    }

    long readerWaitingSince() {
        return waitingSince;
    }

    long replayedAt() {
        return replayedAt;
    }

    SendBudget budget() {
        return budget;
    }

    Duration writeTimeout() {
        return writeTimeout;
    }

    ShardId shard() {
        return shard;
    }

    GatewayConfig config() {
        return config;
    }

    URI url() {
        return url;
    }

    Wire wire() {
        return wire;
    }

    MessageInflater inflater() {
        return inflater;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    MemberRequests requests() {
        return requests;
    }

    @Nullable
    Session resuming() {
        return resuming;
    }

    Outbox outbox() {
        return outbox;
    }

    LatencyLog latency() {
        return latency;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }
}
