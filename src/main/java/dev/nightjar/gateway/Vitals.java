package dev.nightjar.gateway;

import java.time.Duration;

/**
 * The vital signs of one connection: its phase, since when it is in that phase, and what the reader waits for. Only who has the
 * {@link Turn} writes them, called the reader here; any thread may read them, through {@link VitalSigns}.
 */
final class Vitals implements VitalSigns {

    // The interval that Discord's HELLO says; it is used until HELLO is received.
    private static final Duration USUAL_INTERVAL = Duration.ofMillis(41_250);

    private final Time time;
    private final boolean resumes;
    private final boolean paced;
    private final boolean limitCommands;

    // Written by the reader, read by all.
    private volatile Protocol.Phase phase = Protocol.Phase.AWAITING_HELLO;
    private volatile long phaseSince;
    private volatile long waitingSince = Pulse.NOT_WAITING;
    private volatile boolean replays;
    private volatile boolean cutShort;
    private volatile long replayedAt;
    private volatile long waitedForUser;
    private volatile long waitsForUserSince = Pulse.NOT_WAITING;
    private volatile SendBudget budget;
    private volatile Duration writeTimeout;

    /**
     * The vital signs of a connection that begins.
     *
     * @param resumes whether it resumes a session, and does not identify
     * @param paced whether commands must be spread out, because the last connection sent too many
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

    // ---- for the reader

    /** Notes that HELLO was received. */
    void greeted(Duration interval) {
        if (limitCommands) {
            budget = paced ? SendBudget.paced(interval) : SendBudget.of(interval);
        }
        if (interval.compareTo(writeTimeout) < 0) {
            writeTimeout = interval;
        }
        enter(resumes ? Protocol.Phase.RESUMING : Protocol.Phase.IDENTIFYING);
    }

    /** Notes that READY or RESUMED was received. */
    void established() {
        enter(Protocol.Phase.ACTIVE);
    }

    private void enter(Protocol.Phase next) {
        phaseSince = time.nanoTime();
        phase = next;
    }

    /** Notes that the reader waits for the next payload. */
    void waits() {
        waitingSince = time.nanoTime();
    }

    /** Notes that a payload was received. */
    void works() {
        waitingSince = Pulse.NOT_WAITING;
    }

    /** Notes that a part of a message was received, and that more of it must come. */
    void waitsForTheRest() {
        if (phase == Protocol.Phase.AWAITING_HELLO && !cutShort) {
            cutShort = true;
        }
    }

    /** Notes that a missed event was replayed. */
    void replayed() {
        replays = true;
        replayedAt = time.nanoTime();
    }

    /** Notes that a hand-over begins, which may wait for the user. */
    void handsOver() {
        waitsForUserSince = time.nanoTime();
    }

    /** Notes that the hand-over has ended. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
    void handedOver() {
        waitedForUser = waitedForUser + (time.nanoTime() - waitsForUserSince);
        waitsForUserSince = Pulse.NOT_WAITING;
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
    public boolean isCutShort() {
        return cutShort;
    }

    @Override
    public long replayedAt() {
        return replayedAt;
    }

    @Override
    public long waitedForUser() {
        // Read in this order, a hand-over that ends meanwhile counts twice at the worst, and never not at all.
        long since = waitsForUserSince;
        long running = since == Pulse.NOT_WAITING ? 0 : time.nanoTime() - since;
        return waitedForUser + running;
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
