package dev.nightjar.cluster;

import dev.nightjar.cluster.IdentifyRecord.Bucket;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The buckets of max_concurrency, each with one record that the last permit has written. Safe for any thread; for each bucket one
 * thread at a time looks and takes.
 */
final class IdentifyBuckets {

    /*
     * A permit is a write of the bucket's record that replaces the one before. Why two permits of a bucket are a spacing apart,
     * although each process has only its own clock:
     *
     * Let one process begin its write at a0 and have its acknowledgement at a1, with a1 - a0 <= PROMPT; otherwise it throws the
     * permit away. The record changes at some w with a0 <= w <= a1, and the IDENTIFY is sent after a1, so at w + PROMPT or, if it
     * is the sender's doing, later. Another process sees the new record at some b1, the end of a read, so b1 >= w. Its own write begins at
     * b2 >= b1 + spacing + PROMPT, and its IDENTIFY is sent after that, at w + spacing + PROMPT or later. So between the two
     * there is the spacing at least, less what the first IDENTIFY took from its permit to the gateway, and for that the spacing has
     * a margin. If the record changes between b1 and b2 the write is refused.
     *
     * The process that has got the last permit knows a1, and needs no more than a1 + spacing. So it would always be the next
     * one too. Therefore each fourth time it lets the others go first.
     *
     * A process that has just started sees each record for the first time, and so waits for one spacing. This holds for a
     * record that does not exist, too: the store may have lost it a moment ago.
     */

    /** The longest that an acknowledgement may take. */
    static final Duration PROMPT = Duration.ofMillis(200);

    /** How much longer than the others a process waits that lets them go first. */
    static final Duration COURTESY = Duration.ofMillis(250);

    /** How many permits of a bucket a process takes before it lets others go first. */
    static final int IN_A_ROW = 4;

    /** Up to so much is added to the wait of the others, so that the same one does not win each time. */
    private static final Duration LUCK = Duration.ofMillis(50);

    /** The last permit of a bucket, when the next one is free, and how many before that were this process's. */
    private record Turn(Sighting seen, long freeAt, int inARow) {}

    private final Ledger ledger;
    private final Time time;
    private final String bot;
    private final Duration spacing;
    private final Map<String, Sighting> atStart;
    private final long startedAt;
    private final Map<Integer, Turn> turns = new ConcurrentHashMap<>();
    private final Set<Integer> changed = ConcurrentHashMap.newKeySet();

    /**
     * The buckets as they are now.
     *
     * @param spacing the time between two permits of a bucket, with a margin
     * @param all the records
     * @param now the time after they were read
     */
    IdentifyBuckets(Ledger ledger, Time time, String bot, Duration spacing, List<Ledger.Entry> all, long now) {
        this.ledger = ledger;
        this.time = time;
        this.bot = bot;
        this.spacing = spacing;
        this.startedAt = now;
        this.atStart = all.stream().collect(Collectors.toMap(Ledger.Entry::key, entry -> new Sighting(entry, now)));
    }

    /** Notes that the record of a bucket may have changed. */
    void change(int bucket) {
        if (turns.containsKey(bucket)) {
            changed.add(bucket);
        }
    }

    /** Notes that each record may have changed. */
    void changeAll() {
        changed.addAll(turns.keySet());
    }

    /** How long until the bucket is free, as far as this process knows without a look; at most 0 when it is. */
    Duration expected(int bucket) {
        Turn turn = turns.get(bucket);
        long freeAt = turn == null ? startedAt + spacing.plus(PROMPT).toNanos() : turn.freeAt();
        return Duration.ofNanos(Math.max(0, freeAt - time.nanoTime()));
    }

    /**
     * How long until the bucket is free; reads its record when that was not yet seen or may have changed.
     *
     * @throws EngineException when the engine cannot be reached, or the record is refused
     */
    Duration untilFree(int bucket) throws EngineException, InterruptedException {
        if (changed.remove(bucket) || !turns.containsKey(bucket)) {
            look(bucket);
        }
        return expected(bucket);
    }

    private void look(int bucket) throws EngineException, InterruptedException {
        Turn last = turns.get(bucket);
        boolean isRead = false;
        try {
            Optional<Ledger.Entry> read = ledger.read(IdentifyRecord.key(bucket));
            long now = time.nanoTime();
            if (read.isPresent()) {
                Bucket.read(read.get(), bot, bucket);
            }
            Sighting before = last == null ? first(bucket) : last.seen();
            Sighting next = before.then(read, now);
            if (last == null || !next.equals(before)) {
                turns.put(bucket, new Turn(next, next.since() + untilFreeForOthers(), 0));
            }
            isRead = true;
        } finally {
            if (!isRead && last != null) {
                changed.add(bucket);
            }
        }
    }

    private Sighting first(int bucket) {
        Sighting first = atStart.get(IdentifyRecord.key(bucket));
        return first == null ? Sighting.absent(startedAt) : first;
    }

    private long untilFreeForOthers() {
        return spacing.plus(PROMPT).toNanos() + (long) (LUCK.toNanos() * time.jitter());
    }

    /**
     * Takes a permit of a bucket that is free.
     *
     * @param paid its payment
     * @return whether it was got; if not, the bucket must be awaited again
     * @throws EngineException when the engine cannot be reached
     */
    boolean take(int bucket, ShardId shard, DailyBudget.Payment.Paid paid)
            throws EngineException, InterruptedException {
        Turn last = turns.get(bucket);
        if (last == null) {
            return false;
        }
        String key = IdentifyRecord.key(bucket);
        String text = Bucket.of(bot, bucket, shard).text();
        // Until the write has succeeded, whatever happens to it, this is not the last permit any more.
        changed.add(bucket);
        long begin = time.nanoTime();
        OptionalLong revision = ledger.write(key, text, last.seen().revision());
        long end = time.nanoTime();
        if (revision.isEmpty()) {
            return false;
        }
        boolean isPrompt = end - begin <= PROMPT.toNanos() && end - paid.since() <= spacing.toNanos() / 4;
        int inARow = isPrompt ? last.inARow() + 1 : 0;
        Sighting mine = new Sighting(new Ledger.Entry(key, text, revision.getAsLong()), end);
        turns.put(bucket, new Turn(mine, end + untilFreeAfter(inARow), inARow));
        changed.remove(bucket);
        return isPrompt;
    }

    private long untilFreeAfter(int inARow) {
        if (inARow == 0) {
            return untilFreeForOthers();
        }
        return inARow % IN_A_ROW == 0 ? untilFreeForOthers() + COURTESY.toNanos() : spacing.toNanos();
    }
}
