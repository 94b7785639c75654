package dev.nightjar.cluster;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.ShardId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of the limits of a bot's IDENTIFYs: one record for each bucket of max_concurrency, and one for the budget of
 * the day. It is strict: what was not written by this class for this bot is not read. Pure.
 *
 * <p>Each record has a mark of its own, a random number, so that two writes never look alike.
 */
sealed interface IdentifyRecord {

    /** What the keys of all these records begin with. */
    String PREFIX = "identify.";

    /** The key of the budget. */
    String BUDGET = PREFIX + "budget";

    /** The version of both forms. */
    int VERSION = 1;

    /** Far more than a record has. */
    int MAX_LENGTH = 1_000;

    /** The longest time to a reset that is believed: far above what Discord says, and far below what would overflow. */
    Duration LONGEST_RESET = Duration.ofDays(365);

    /** The form of a mark. */
    Pattern MARK = Pattern.compile("[0-9a-f]{16}");

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
            return new Bucket(bot, bucket, shard, newMark());
        }

        @Override
        public String text() {
            Map<String, Object> fields = start(bot);
            fields.put("bucket", bucket);
            fields.put("shard", List.of(shard.number(), shard.total()));
            fields.put("mark", mark);
            return json(fields);
        }

        /** Reads the record of this bucket, which must be this bot's. */
        static Bucket read(Ledger.Entry entry, String bot, int bucket) throws RefusedRecordException {
            Map<?, ?> fields = fields(entry, bot);
            if (fields.get("bucket") instanceof Integer number
                    && number == bucket
                    && fields.get("shard") instanceof List<?> shard
                    && shard.size() == 2
                    && shard.get(0) instanceof Integer shardNumber
                    && shard.get(1) instanceof Integer total
                    && 0 <= shardNumber
                    && shardNumber < total
                    && fields.get("mark") instanceof String mark
                    && MARK.matcher(mark).matches()) {
                return same(entry, new Bucket(bot, bucket, new ShardId(shardNumber, total), mark));
            }
            throw damaged(entry);
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
                    newMark(),
                    newMark());
        }

        /** The same budget with so many permits left, at a later time. */
        Budget with(int remaining, Duration resetAfter) {
            return new Budget(
                    bot,
                    new SessionStartLimit(limit.total(), remaining, resetAfter, limit.maxConcurrency()),
                    period,
                    newMark());
        }

        @Override
        public String text() {
            Map<String, Object> fields = start(bot);
            fields.put("total", limit.total());
            fields.put("remaining", limit.remaining());
            fields.put("reset_after", limit.resetAfter().toMillis());
            fields.put("max_concurrency", limit.maxConcurrency());
            fields.put("period", period);
            fields.put("mark", mark);
            return json(fields);
        }

        /** Reads the budget, which must be this bot's. */
        static Budget read(Ledger.Entry entry, String bot) throws RefusedRecordException {
            Map<?, ?> fields = fields(entry, bot);
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
                    && MARK.matcher(period).matches()
                    && MARK.matcher(mark).matches()) {
                var limit = new SessionStartLimit(
                        total, remaining, Duration.ofMillis(resetAfter.longValue()), maxConcurrency);
                return same(entry, new Budget(bot, limit, period, mark));
            }
            throw damaged(entry);
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

    /**
     * The hash of a bot. The token is the key of the hash, and its secret part has too many bits to be guessed, so the hash
     * does not reveal it.
     */
    static String bot(String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("nightjar identifies".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private static Map<String, Object> start(String bot) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", VERSION);
        fields.put("bot", bot);
        return fields;
    }

    private static String json(Map<String, Object> fields) {
        try {
            return JSON.std.asString(fields);
        } catch (IOException e) {
            throw new IllegalStateException("Numbers and texts can be written as JSON", e);
        }
    }

    private static Map<?, ?> fields(Ledger.Entry entry, String bot) throws RefusedRecordException {
        if (entry.value().length() > MAX_LENGTH || !(any(entry) instanceof Map<?, ?> fields)) {
            throw damaged(entry);
        }
        if (!(fields.get("version") instanceof Integer version)) {
            throw damaged(entry);
        }
        if (version != VERSION) {
            throw new RefusedRecordException(
                    entry.key(),
                    "it was written by another version of this library (its form is " + version + ", not " + VERSION
                            + ")",
                    "run one version only, and delete the key when no process of the other one runs any more");
        }
        if (!bot.equals(fields.get("bot"))) {
            throw new RefusedRecordException(
                    entry.key(),
                    "it belongs to another bot's token",
                    "give each bot a prefix of its own, or delete the key if this bot's token was changed");
        }
        return fields;
    }

    private static @Nullable Object any(Ledger.Entry entry) throws RefusedRecordException {
        try {
            return JSON.std.anyFrom(entry.value());
        } catch (IOException e) {
            throw damaged(entry);
        }
    }

    private static String newMark() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** Refuses what reads as this record and was not written so, such as one with more fields or with text behind it. */
    private static <R extends IdentifyRecord> R same(Ledger.Entry entry, R record) throws RefusedRecordException {
        if (!record.text().equals(entry.value())) {
            throw damaged(entry);
        }
        return record;
    }

    private static RefusedRecordException damaged(Ledger.Entry entry) {
        return new RefusedRecordException(
                entry.key(),
                "it is damaged, or something else",
                "let nothing else write below this prefix, and delete the key");
    }
}
