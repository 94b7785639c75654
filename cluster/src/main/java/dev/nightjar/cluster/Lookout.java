package dev.nightjar.cluster;

import dev.nightjar.cluster.Assignment.Known;
import dev.nightjar.gateway.ShardId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads all records for the steward, and keeps what was seen last for those who ask. Confined to the steward, but for {@link #seen},
 * which is safe for any thread.
 */
final class Lookout {

    private static final Logger LOG = System.getLogger(Steward.class.getName());

    /** What was seen last, for those who ask. */
    record Seen(SortedMap<String, Integer> members, Map<ShardId, String> owners, int nextUp) {

        static final Seen NOTHING = new Seen(new TreeMap<>(), Map.of(), 0);
    }

    private final Lease.Terms terms;
    private final Attendance attendance;
    private final Leases leases;
    private final View view;
    private final Set<String> told = new HashSet<>();

    private volatile Seen seen = Seen.NOTHING;

    Lookout(Lease.Terms terms, Attendance attendance, Leases leases, Duration lease) {
        this.terms = terms;
        this.attendance = attendance;
        this.leases = leases;
        this.view = new View(terms.bot(), lease);
    }

    /** What the last look has shown. */
    View view() {
        return view;
    }

    Seen seen() {
        return seen;
    }

    /**
     * Reads all records.
     *
     * @param total the bot's present total
     * @param next the one that it is being re-sharded to, or 0
     */
    void look(int total, int next) throws EngineException, InterruptedException {
        try {
            List<Ledger.Entry> entries = terms.ledger().list("");
            List<Beat> beats = attendance.proven();
            view.look(entries, beats, terms.time().nanoTime());
        } catch (EngineException e) {
            view.missed();
            throw e;
        }
        for (RefusedRecordException refused : view.refused()) {
            if (told.add(refused.getMessage())) {
                LOG.log(Level.WARNING, refused.getMessage());
            }
        }
        remember(total, next);
    }

    private void remember(int total, int next) {
        SortedMap<String, Integer> members = new TreeMap<>();
        view.living().keySet().forEach(name -> members.put(name, 0));
        Map<ShardId, String> owners = new TreeMap<>(Comparator.comparingInt(ShardId::number));
        for (int number = 0; number < total; number++) {
            ShardId shard = new ShardId(number, total);
            owner(shard).ifPresent(owner -> {
                owners.put(shard, owner);
                members.computeIfPresent(owner, (name, count) -> count + 1);
            });
        }
        seen = new Seen(members, owners, next == 0 ? 0 : view.up(next));
    }

    private Optional<String> owner(ShardId shard) {
        Lease own = leases.find(shard);
        return own == null || own.isOver() ? view.owner(shard) : Optional.of(terms.member());
    }

    /** What is known of all shards of a total; of its own this member knows more than the records say. */
    Map<ShardId, Known> known(int total, SortedMap<String, MemberRecord> living) {
        Map<ShardId, Known> known = view.known(total, living);
        for (Lease lease : leases.all()) {
            if (!lease.isOver()) {
                String heir = lease.heir();
                known.replace(lease.shard(), new Known.Of(heir == null ? terms.member() : heir));
            }
        }
        return known;
    }

    /** Shows what was seen last. */
    @Override
    public String toString() {
        return "Lookout[" + seen + "]";
    }
}
