package dev.nightjar.cluster;

import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The stored form of the limits of a bot's IDENTIFYs: one record for each bucket of max_concurrency, and one for the budget of
 * the day, in the {@link RecordForm}. Pure.
 *
 * <p>Each record has a mark of its own, a random number, so that two writes never look alike.
 */
sealed interface IdentifyRecord {

    /** What the keys of all these records begin with. */
    String PREFIX = "identify.";

    /** The key of the budget. */
    String BUDGET = PREFIX + "budget";

    /** The longest time to a reset that is believed: far above what Discord says, and far below what would overflow. */
    Duration LONGEST_RESET = Duration.ofDays(365);

    /** The hash that says whose the record is. */
    String bot();

    /** The text that is stored. */
    String text();

    /**
     * The last permit of a bucket.
     *
     * @param bot as {@link #bot()}
     * @param bucket the shard's number modulo max_concurrency
     * @param shard the shard that got it
     * @param mark what tells it from every other permit
     */
    record Bucket(String bot, int bucket, ShardId shard, String mark) implements IdentifyRecord {

        /** A new permit. */
        static Bucket of(String bot, int bucket, ShardId shard) {
            return new Bucket(bot, bucket, shard, RecordForm.newMark());
        }

        @Override
        public String text() {
            Map<String, Object> fields = RecordForm.start(bot);
            fields.put("bucket", bucket);
            fields.put("shard", List.of(shard.number(), shard.total()));
            fields.put("mark", mark);
            return RecordForm.json(fields);
        }

        /** Reads the record of this bucket, which must be this bot's. */
        static Bucket read(Ledger.Entry entry, String bot, int bucket) throws RefusedRecordException {
            Map<?, ?> fields = RecordForm.fields(entry, bot);
            if (fields.get("bucket") instanceof Integer number
                    && number == bucket
                    && fields.get("shard") instanceof List<?> shard
                    && shard.size() == 2
                    && shard.get(0) instanceof Integer shardNumber
                    && shard.get(1) instanceof Integer total
                    && 0 <= shardNumber
                    && shardNumber < total
                    && fields.get("mark") instanceof String mark
                    && RecordForm.MARK.matcher(mark).matches()) {
                var record = new Bucket(bot, bucket, new ShardId(shardNumber, total), mark);
                return RecordForm.same(entry, record, record.text());
            }
            throw RecordForm.damaged(entry);
        }
    }

    /**
     * The budget of the day.
     *
     * @param bot as {@link #bot()}
     * @param limit what is left; its time to the reset is counted from when the record was written
     * @param period what tells this answer of Discord's from every other one
     * @param mark what tells this record from every other one
     */
    record Budget(String bot, SessionStartLimit limit, String period, String mark) implements IdentifyRecord {

        /** What Discord has just said. */
        static Budget of(String bot, SessionStartLimit limit) {
            Duration resetAfter = limit.resetAfter().compareTo(LONGEST_RESET) > 0 ? LONGEST_RESET : limit.resetAfter();
            return new Budget(
                    bot,
                    new SessionStartLimit(limit.total(), limit.remaining(), resetAfter, limit.maxConcurrency()),
                    RecordForm.newMark(),
                    RecordForm.newMark());
        }

        /** The same budget with so many permits left, at a later time. */
        Budget with(int remaining, Duration resetAfter) {
            return new Budget(
                    bot,
                    new SessionStartLimit(limit.total(), remaining, resetAfter, limit.maxConcurrency()),
                    period,
                    RecordForm.newMark());
        }

        @Override
        public String text() {
            Map<String, Object> fields = RecordForm.start(bot);
            fields.put("total", limit.total());
            fields.put("remaining", limit.remaining());
            fields.put("reset_after", limit.resetAfter().toMillis());
            fields.put("max_concurrency", limit.maxConcurrency());
            fields.put("period", period);
            fields.put("mark", mark);
            return RecordForm.json(fields);
        }

        /** Reads the budget, which must be this bot's. */
        static Budget read(Ledger.Entry entry, String bot) throws RefusedRecordException {
            Map<?, ?> fields = RecordForm.fields(entry, bot);
            if (fields.get("total") instanceof Integer total
                    && fields.get("remaining") instanceof Integer remaining
                    && fields.get("reset_after") instanceof Number resetAfter
                    && fields.get("max_concurrency") instanceof Integer maxConcurrency
                    && total >= 0
                    && remaining >= 0
                    && resetAfter.longValue() >= 0
                    && resetAfter.longValue() <= LONGEST_RESET.toMillis()
                    && maxConcurrency >= 0
                    && fields.get("period") instanceof String period
                    && fields.get("mark") instanceof String mark
                    && RecordForm.MARK.matcher(period).matches()
                    && RecordForm.MARK.matcher(mark).matches()) {
                var limit = new SessionStartLimit(
                        total, remaining, Duration.ofMillis(resetAfter.longValue()), maxConcurrency);
                var record = new Budget(bot, limit, period, mark);
                return RecordForm.same(entry, record, record.text());
            }
            throw RecordForm.damaged(entry);
        }
    }

    /** The key of a bucket. */
    static String key(int bucket) {
        return PREFIX + bucket;
    }

    /** The bucket that has this key; empty when it is none's. */
    static OptionalInt bucket(String key) {
        return key.matches("identify\\.(0|[1-9][0-9]{0,8})")
                ? OptionalInt.of(Integer.parseInt(key.substring(PREFIX.length())))
                : OptionalInt.empty();
    }
}
