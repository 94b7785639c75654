package dev.nightjar.cluster;

import dev.nightjar.cluster.Assignment.Known;
import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a member sees of the records: what each was when it was last read, and for how long it has stood still. A record that
 * cannot be read is left out and told. Confined to one thread.
 */
final class View {

    /**
     * What part of the patience may pass between two looks and count, in tenths. When more has passed, the records could not be
     * read, and perhaps not written either: then their writers must first have had the time to do so. The same holds when a look
     * has failed, and less may pass.
     */
    private static final int LONGEST_PAUSE = 6;

    private static final int LONGEST_FAILURE = 2;

    private final String bot;
    private final long patience; // how long a record must stand still before its writer counts as gone

    private Map<String, Sighting> sightings = new HashMap<>();
    private final Map<ShardId, ShardRecord> shards = new HashMap<>();
    private final SortedMap<String, MemberRecord> members = new TreeMap<>();
    private final List<RefusedRecordException> refused = new ArrayList<>();
    private @Nullable PlanRecord plan;
    private @Nullable PresenceRecord presence;
    private long now;
    private boolean missed; // a look has failed since

    View(String bot, Duration patience) {
        this.bot = bot;
        this.patience = patience.toNanos();
    }

    /**
     * Takes in all records, which were read just before this time.
     *
     * @param beats the renewals of this member's own record that the store has in one history with these, oldest first
     */
    void look(List<Ledger.Entry> entries, List<Beat> beats, long time) {
        long counted = patience * (missed ? LONGEST_FAILURE : LONGEST_PAUSE) / 10;
        long uncounted = Math.max(0, time - now - counted);
        missed = false;
        List<Beat> usable = uncounted == 0 ? beats : List.of();
        now = time;
        Map<String, Sighting> next = new HashMap<>();
        shards.clear();
        members.clear();
        refused.clear();
        plan = null;
        presence = null;
        for (Ledger.Entry entry : entries) {
            Sighting before = sightings.getOrDefault(entry.key(), Sighting.absent(time));
            next.put(entry.key(), before.later(uncounted).then(Optional.of(entry), usable, time));
            try {
                read(entry);
            } catch (RefusedRecordException e) {
                refused.add(e);
            }
        }
        sightings = next;
    }

    /** The records could not be read. */
    void missed() {
        missed = true;
    }

    private void read(Ledger.Entry entry) throws RefusedRecordException {
        String key = entry.key();
        if (key.startsWith(ShardRecord.PREFIX)) {
            ShardId shard = ShardRecord.shard(key);
            if (shard == null) {
                throw RecordForm.damaged(entry);
            }
            shards.put(shard, ShardRecord.read(entry, bot, shard));
        } else if (key.startsWith(MemberRecord.PREFIX)) {
            MemberRecord member = MemberRecord.read(entry, bot);
            members.put(member.name(), member);
        } else if (key.equals(PlanRecord.KEY)) {
            plan = PlanRecord.read(entry, bot);
        } else if (key.equals(PresenceRecord.KEY)) {
            presence = PresenceRecord.read(entry, bot);
        }
    }

    /**
     * The time at which the next record will have stood still for long enough, if nobody writes it: when another look is worth it.
     * If there is none, it is a whole patience away.
     *
     * @param own whose records do not count
     */
    long nextDue(String own) {
        long due = now + patience;
        for (Map.Entry<ShardId, ShardRecord> shard : shards.entrySet()) {
            due = Math.min(
                    due, due(ShardRecord.key(shard.getKey()), shard.getValue().holder(), own));
        }
        for (String name : members.keySet()) {
            due = name.equals(own) ? due : Math.min(due, later(MemberRecord.key(name), patience));
        }
        return due;
    }

    private long due(String key, ShardRecord.Holder holder, String own) {
        return switch (holder) {
            case ShardRecord.Holder.Held held when !held.member().equals(own) -> later(key, patience);
            case ShardRecord.Holder.Held held -> now + patience;
            case ShardRecord.Holder.Free free -> later(key, patience / 2);
        };
    }

    /** When a record will have stood still for this time; what was due before needs no other look. */
    private long later(String key, long time) {
        Sighting sighting = sightings.get(key);
        long due = sighting == null ? now : sighting.since() + time;
        return due - now > 0 ? due : now + patience;
    }

    /** The records that were refused when they were last read. */
    List<RefusedRecordException> refused() {
        return List.copyOf(refused);
    }

    Optional<PlanRecord> plan() {
        return Optional.ofNullable(plan);
    }

    Optional<PresenceRecord> presence() {
        return Optional.ofNullable(presence);
    }

    /** Whether a shard is held by a member that does not renew its record. */
    boolean isOfDead(ShardId shard) {
        ShardRecord record = shards.get(shard);
        return record != null
                && record.holder() instanceof ShardRecord.Holder.Held
                && standsStill(ShardRecord.key(shard), patience);
    }

    /** The revision of a key when it was last read. */
    long revision(String key) {
        Sighting sighting = sightings.get(key);
        return sighting == null ? Ledger.ABSENT : sighting.revision();
    }

    private boolean standsStill(String key, long time) {
        Sighting sighting = sightings.get(key);
        return sighting != null && now - sighting.since() >= time;
    }

    /** The members that have renewed their records in time. */
    SortedMap<String, MemberRecord> living() {
        SortedMap<String, MemberRecord> living = new TreeMap<>(members);
        living.keySet().removeIf(name -> standsStill(MemberRecord.key(name), patience));
        return living;
    }

    /** The members that have not, and whose records may be deleted. */
    List<String> dead() {
        return members.keySet().stream()
                .filter(name -> standsStill(MemberRecord.key(name), patience))
                .toList();
    }

    /** The session in the record of a shard. */
    @Nullable
    Session session(ShardId shard) {
        ShardRecord record = shards.get(shard);
        return record == null ? null : record.session();
    }

    /** How many shards of a total are held and have all their guilds. */
    int up(int total) {
        int up = 0;
        for (int number = 0; number < total; number++) {
            ShardId shard = new ShardId(number, total);
            ShardRecord record = shards.get(shard);
            boolean isUp = record != null
                    && record.holder() instanceof ShardRecord.Holder.Held held
                    && held.isUp()
                    && !standsStill(ShardRecord.key(shard), patience);
            up += isUp ? 1 : 0;
        }
        return up;
    }

    /** Whether all shards of a total are held by members that have renewed them since this time. */
    boolean isRenewed(int total, long since) {
        for (int number = 0; number < total; number++) {
            ShardId shard = new ShardId(number, total);
            ShardRecord record = shards.get(shard);
            Sighting sighting = sightings.get(ShardRecord.key(shard));
            if (record == null
                    || !(record.holder() instanceof ShardRecord.Holder.Held)
                    || sighting == null
                    || sighting.since() - since <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Who has a shard, or it was given to; empty when nobody has it. */
    Optional<String> owner(ShardId shard) {
        ShardRecord record = shards.get(shard);
        return record == null
                ? Optional.empty()
                : switch (record.holder()) {
                    case ShardRecord.Holder.Held held -> Optional.of(held.member());
                    case ShardRecord.Holder.Free free -> Optional.ofNullable(free.target());
                };
    }

    /** The shards that other members have given to this one and that it has not taken. */
    List<ShardId> givenTo(String member, int total) {
        return shards.entrySet().stream()
                .filter(shard -> shard.getKey().total() == total
                        && shard.getValue().holder() instanceof ShardRecord.Holder.Free free
                        && Objects.equals(free.target(), member))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What is known of all shards of a total.
     *
     * @param living the members that are there
     */
    Map<ShardId, Known> known(int total, SortedMap<String, MemberRecord> living) {
        Map<ShardId, Known> known = new LinkedHashMap<>();
        for (int number = 0; number < total; number++) {
            ShardId shard = new ShardId(number, total);
            known.put(shard, known(shard, living));
        }
        return known;
    }

    private Known known(ShardId shard, SortedMap<String, MemberRecord> living) {
        String key = ShardRecord.key(shard);
        ShardRecord record = shards.get(shard);
        if (record == null) {
            return sightings.containsKey(key) ? new Known.Unreadable() : new Known.Claimable();
        }
        return switch (record.holder()) {
            case ShardRecord.Holder.Held held ->
                standsStill(key, patience) ? new Known.Claimable() : new Known.Of(held.member());
            case ShardRecord.Holder.Free free -> given(key, free.target(), living);
        };
    }

    /** A shard that was given to a member is that one's to take for a while. */
    private Known given(String key, @Nullable String target, SortedMap<String, MemberRecord> living) {
        if (target == null || !living.containsKey(target) || standsStill(key, patience / 2)) {
            return new Known.Claimable();
        }
        return new Known.Of(target);
    }
}
