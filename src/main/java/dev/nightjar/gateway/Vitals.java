package dev.nightjar.gateway;

import java.time.Duration;

/**
 * The vital signs of one connection: how far it has come, since when, and what the reader waits for. One thread at a time, the
 * one that reads the connection, writes them; any thread may look, through {@link VitalSigns}.
 */
final class Vitals implements VitalSigns {

    // What Discord's HELLO says; until that is here.
    private static final Duration USUAL_INTERVAL = Duration.ofMillis(41_250);

    private final Time time;
    private final boolean resumes;
    private final boolean paced;
    private final boolean limitCommands;

    // Written by whoever reads the connection, read by all.
    private volatile Protocol.Phase phase = Protocol.Phase.AWAITING_HELLO;
    private volatile long phaseSince;
    private volatile long waitingSince = Pulse.NOT_WAITING;
    private volatile boolean replays;
    private volatile long replayedAt;
    private volatile long replayWaitedForUser;
    private volatile SendBudget budget;
    private volatile Duration writeTimeout;

    /**
     * A connection begins.
     *
     * @param resumes whether it resumes a session, and does not identify
     * @param paced whether commands must be spread out, as the last connection sent too many
     */
    Vitals(GatewayConfig config, Time time, boolean resumes, boolean paced) {
        this.time = time;
        this.resumes = resumes;
        this.paced = paced;
        this.limitCommands = config.limitCommands();
        this.phaseSince = time.nanoTime();
        this.replayedAt = time.nanoTime();
        this.budget = limitCommands ? SendBudget.of(USUAL_INTERVAL) : SendBudget.unlimited();
        this.writeTimeout = config.writeTimeout();
    }

    // ---- for the one that reads the connection

    /** HELLO has come. */
    void greeted(Duration interval) {
        if (limitCommands) {
            budget = paced ? SendBudget.paced(interval) : SendBudget.of(interval);
        }
        if (interval.compareTo(writeTimeout) < 0) {
            writeTimeout = interval;
        }
        enter(resumes ? Protocol.Phase.RESUMING : Protocol.Phase.IDENTIFYING);
    }

    /** READY or RESUMED has come. */
    void established() {
        enter(Protocol.Phase.ACTIVE);
    }

    private void enter(Protocol.Phase next) {
        phaseSince = time.nanoTime();
        phase = next;
    }

    /** There is nothing to do until the next payload comes. */
    void waits() {
        waitingSince = time.nanoTime();
    }

    /** A payload has come. */
    void works() {
        waitingSince = Pulse.NOT_WAITING;
    }

    /** A missed event was replayed. */
    void replayed() {
        replays = true;
        replayedAt = time.nanoTime();
    }

    /** A hand-over of replayed events has waited so long for the user. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
    void waitedForUser(long nanos) {
        replayWaitedForUser = replayWaitedForUser + nanos;
    }

    // ---- for all

    @Override
    public Protocol.Phase phase() {
        return phase;
    }

    @Override
    public ShardState state() {
        return switch (phase) {
            case AWAITING_HELLO -> resumes ? ShardState.RESUMING : ShardState.IDENTIFYING;
            case IDENTIFYING -> ShardState.IDENTIFYING;
            case RESUMING -> ShardState.RESUMING;
            case ACTIVE -> ShardState.ACTIVE;
        };
    }

    @Override
    public Recovery.Reached reached() {
        return switch (phase) {
            case AWAITING_HELLO -> Recovery.Reached.OPEN;
            case IDENTIFYING -> Recovery.Reached.IDENTIFYING;
            case RESUMING -> replays ? Recovery.Reached.REPLAYING : Recovery.Reached.RESUMING;
            case ACTIVE ->
                time.nanoTime() - phaseSince < Recovery.LASTING.toNanos()
                        ? Recovery.Reached.ESTABLISHED
                        : Recovery.Reached.LASTED;
        };
    }

    @Override
    public long waitingSince() {
        return waitingSince;
    }

    @Override
    public long replayedAt() {
        return replayedAt;
    }

    @Override
    public long replayWaitedForUser() {
        return replayWaitedForUser;
    }

    @Override
    public SendBudget budget() {
        return budget;
    }

    @Override
    public Duration writeTimeout() {
        return writeTimeout;
    }
}
