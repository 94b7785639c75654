package dev.nightjar.metrics;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.GatewayStats;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardState;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The health of a bot's shards, for the probes of whoever runs the process. A probe looks at the shards, and sends nothing.
 *
 * {@snippet file="dev/nightjar/metrics/examples/Observed.java" region="probes"}
 *
 * <p>{@link #readiness()} says whether the bot does its work:
 * <ul>
 *   <li>{@link Status#DOWN DOWN} until each shard has had a session once; later shards, of a re-sharding or of {@link Fleet#start},
 *       do not make it so again. It is also down when none of the shards runs, because they were closed or have failed, and when none
 *       of those that run has had a session for longer than the patience: a minute, unless {@link #withPatience} says otherwise.
 *       That time begins with the first probe that finds a shard without one; so it is only as exact as the probes are frequent.
 *   <li>{@link Status#DEGRADED DEGRADED} when a shard has failed, or has had no session for longer than the patience, and others have
 *       one.
 *   <li>{@link Status#UP UP} otherwise, also when there are no shards.
 * </ul>
 *
 * <p>{@link #liveness()} says whether a new process would help. Shards that have lost their connections go on by themselves, and a
 * new process would only cost permits to identify; so this is {@link Status#DOWN DOWN} only when a shard has failed for good and no
 * other runs, {@link Status#DEGRADED DEGRADED} when one has failed and others run, and otherwise {@link Status#UP UP}.
 *
 * <p>Safe for any thread. No argument may be null.
 */
public final class Health {

    /** How well the bot is. */
    public enum Status {
        /** All is well. */
        UP,
        /** A part of the shards is not well; the bot goes on with the others. A probe should pass. */
        DEGRADED,
        /** The bot does not work. A probe should not pass. */
        DOWN
    }

    /**
     * What a probe has found.
     *
     * @param status how well the bot is
     * @param reason why, in sentences that name the shards; there is no token in them
     */
    public record Report(Status status, String reason) {}

    // An ordinary reconnect takes a second or two, and Discord's own restarts less than this.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int MOST_NAMES = 10; // a sentence, not a list

    private final Supplier<? extends Collection<Shard>> shards;
    private final Duration patience;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ShardId, Absence> absences = new HashMap<>(); // guarded by lock
    private boolean wasReady; // guarded by lock

    private Health(Supplier<? extends Collection<Shard>> shards, Duration patience, LongSupplier nanoTime) {
        this.shards = shards;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * The health of a fleet's shards.
     *
     * @param fleet the fleet
     * @return its health
     */
    public static Health of(Fleet fleet) {
        return of(fleet::shards);
    }

    /**
     * The health of one shard.
     *
     * @param shard the shard
     * @return its health
     */
    public static Health of(Shard shard) {
        return of(() -> List.of(shard));
    }

    /**
     * The health of whatever shards there are, such as those of a member of a cluster: {@code of(cluster::shards)}.
     *
     * @param shards tells the shards that there are at the moment
     * @return their health
     */
    public static Health of(Supplier<? extends Collection<Shard>> shards) {
        return of(shards, System::nanoTime);
    }

    static Health of(Supplier<? extends Collection<Shard>> shards, LongSupplier nanoTime) {
        return new Health(shards, PATIENCE, nanoTime);
    }

    /**
     * The health of the same shards, with another patience.
     *
     * @param longest how long a shard may be without a session before the bot counts as degraded or down
     * @return the health, which has seen no probe yet
     * @throws IllegalArgumentException when it is negative
     */
    public Health withPatience(Duration longest) {
        if (longest.isNegative()) {
            throw new IllegalArgumentException("The patience must not be negative, but is " + longest);
        }
        return new Health(shards, longest, nanoTime);
    }

    /**
     * Whether the bot does its work.
     *
     * @return what this probe has found
     */
    public Report readiness() {
        lock.lock();
        try {
            return readiness(look());
        } finally {
            lock.unlock();
        }
    }

    private Report readiness(List<View> all) {
        List<View> running = part(all, view -> !view.state.isTerminal());
        List<View> never = part(running, view -> view.sessions == 0);
        List<View> failed = part(all, view -> view.state == ShardState.FAILED);
        List<View> missing = part(running, view -> view.without.compareTo(patience) > 0);
        wasReady |= !running.isEmpty() && never.isEmpty();
        if (all.isEmpty()) {
            return new Report(Status.UP, "There are no shards.");
        }
        if (running.isEmpty()) {
            return new Report(Status.DOWN, "No shard runs. " + (failed.isEmpty() ? closed(all) : failed(failed, all)));
        }
        if (!wasReady) {
            return new Report(Status.DOWN, some(never, all) + " had no session yet: " + names(never) + ".");
        }
        if (!failed.isEmpty() && missing.size() < running.size()) {
            return new Report(Status.DEGRADED, failed(failed, all));
        }
        if (!missing.isEmpty()) {
            return new Report(
                    missing.size() < running.size() ? Status.DEGRADED : Status.DOWN,
                    some(missing, all) + " had no session for more than " + patience.toSeconds() + " s: "
                            + names(missing) + ".");
        }
        List<View> active = part(running, view -> view.state.isIdentified());
        List<View> away = part(running, view -> !view.state.isIdentified());
        String others = away.isEmpty() ? "." : "; those that have none just now: " + names(away) + ".";
        return new Report(Status.UP, some(active, all) + " a session" + others);
    }

    /**
     * Whether the process should be left alone.
     *
     * @return what this probe has found
     */
    public Report liveness() {
        List<View> all = shards.get().stream()
                .map(shard -> View.of(shard, Duration.ZERO))
                .toList();
        List<View> running = part(all, view -> !view.state.isTerminal());
        List<View> failed = part(all, view -> view.state == ShardState.FAILED);
        if (failed.isEmpty()) {
            return new Report(Status.UP, "No shard has failed.");
        }
        return running.isEmpty()
                ? new Report(Status.DOWN, "No shard runs. " + failed(failed, all))
                : new Report(Status.DEGRADED, failed(failed, all));
    }

    /** Looks at the shards, and remembers since when each is without a session. */
    private List<View> look() {
        long now = nanoTime.getAsLong();
        List<Shard> present = List.copyOf(shards.get());
        absences.keySet().retainAll(present.stream().map(Shard::id).toList());
        return present.stream()
                .map(shard -> View.of(shard, without(shard, now)))
                .toList();
    }

    private Duration without(Shard shard, long now) {
        if (shard.state().isIdentified()) {
            absences.remove(shard.id());
            return Duration.ZERO;
        }
        long sessions = View.sessions(shard);
        Absence absence = absences.get(shard.id());
        if (absence == null || absence.sessions != sessions) { // it had one between two probes
            absence = new Absence(sessions, now);
            absences.put(shard.id(), absence);
        }
        return Duration.ofNanos(now - absence.since);
    }

    private static List<View> part(List<View> all, Predicate<View> wanted) {
        return all.stream().filter(wanted).toList();
    }

    private static String failed(List<View> failed, List<View> all) {
        View first = failed.getFirst();
        String why = first.failure.map(GatewayException::getMessage).orElse("");
        return some(failed, all) + " failed for good: " + list(failed, view -> view.id.toString()) + ". Shard "
                + first.id + ": " + why;
    }

    private static String closed(List<View> all) {
        return some(all, all) + " been closed by the program.";
    }

    /** Reads as {@code 1 of 3 shards has}. */
    private static String some(List<View> part, List<View> all) {
        return part.size() + " of " + all.size() + (all.size() == 1 ? " shard" : " shards")
                + (part.size() == 1 ? " has" : " have");
    }

    private static String names(List<View> part) {
        return list(part, View::name);
    }

    private static String list(List<View> part, Function<View, String> name) {
        String names = part.stream().limit(MOST_NAMES).map(name).collect(Collectors.joining(", "));
        return part.size() <= MOST_NAMES ? names : names + " and " + (part.size() - MOST_NAMES) + " more";
    }

    /** Shows the patience. */
    @Override
    public String toString() {
        return "Health[patience " + patience.toSeconds() + " s]";
    }

    /** A time without a session: how many sessions the shard had had, and when a probe first found it so. */
    private record Absence(long sessions, long since) {}

    /** What a probe sees of a shard. */
    private record View(
            ShardId id,
            ShardState state,
            int attempts,
            long sessions,
            Duration without,
            Optional<GatewayException> failure) {

        static View of(Shard shard, Duration without) {
            return new View(
                    shard.id(), shard.state(), shard.reconnectAttempts(), sessions(shard), without, shard.failure());
        }

        /** How often the session was up. */
        static long sessions(Shard shard) {
            GatewayStats stats = shard.stats();
            return stats.sessionsBegun() + stats.sessionsResumed();
        }

        String name() {
            return id + " (" + state + (attempts == 0 ? ")" : ", failed attempts: " + attempts + ")");
        }
    }
}
