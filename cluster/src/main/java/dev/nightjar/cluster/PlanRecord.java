package dev.nightjar.cluster;

import dev.nightjar.gateway.Resharding;
import java.time.Duration;
import java.util.Map;

/**
 * The stored form of what all members agree on: how many shards the bot has. Pure.
 *
 * @param bot the hash of the bot
 * @param total the shards of the bot
 * @param next the total that the bot is being re-sharded to; 0 when it is not
 * @param generation counts the changes of the plan, so that an older one is known after the store has lost writes
 * @param enough how many of the next shards must be up when the deadline has passed; 0 without next ones
 * @param deadline how long to wait for all of them, to the millisecond. Each member counts it by its own clock, from when it has
 *     seen this plan first, so that the re-sharding ends although the member that has begun it is gone
 */
record PlanRecord(String bot, int total, int next, long generation, int enough, Duration deadline) {

    static final String KEY = "bot.plan";

    private static final Duration LONGEST = Duration.ofDays(7);

    static PlanRecord first(String bot, int total) {
        return settled(bot, total, 0);
    }

    private static PlanRecord settled(String bot, int total, long generation) {
        return new PlanRecord(bot, total, 0, generation, 0, Duration.ZERO);
    }

    /** Whether the bot has shards of this total, or is about to. */
    boolean has(int shards) {
        return shards == total || shards == next;
    }

    /** The plan while the bot is re-sharded. */
    PlanRecord toward(int newTotal, Resharding how) {
        int enough = (int) Math.ceil(how.share() * newTotal);
        Duration deadline = Duration.ofMillis(how.deadline().toMillis());
        return new PlanRecord(bot, total, newTotal, generation + 1, enough, deadline);
    }

    /** The plan after the switch. */
    PlanRecord switched() {
        return settled(bot, next, generation + 1);
    }

    /** The plan after the attempt to re-shard was given up. */
    PlanRecord kept() {
        return settled(bot, total, generation + 1);
    }

    String text() {
        Map<String, Object> fields = RecordForm.start(bot);
        fields.put("total", total);
        fields.put("next", next);
        fields.put("generation", generation);
        if (next != 0) {
            fields.put("enough", enough);
            fields.put("deadline", deadline.toMillis());
        }
        return RecordForm.json(fields);
    }

    /** Reads the plan, which must be this bot's. */
    static PlanRecord read(Ledger.Entry entry, String bot) throws RefusedRecordException {
        Map<?, ?> fields = RecordForm.fields(entry, bot);
        if (fields.get("total") instanceof Integer total
                && fields.get("next") instanceof Integer next
                && fields.get("generation") instanceof Number generation
                && total >= 1
                && next >= 0
                && !next.equals(total)) {
            PlanRecord record = next == 0
                    ? settled(bot, total, generation.longValue())
                    : onItsWay(entry, fields, settled(bot, total, generation.longValue()), next);
            return RecordForm.same(entry, record, record.text());
        }
        throw RecordForm.damaged(entry);
    }

    private static PlanRecord onItsWay(Ledger.Entry entry, Map<?, ?> fields, PlanRecord from, int next)
            throws RefusedRecordException {
        if (fields.get("enough") instanceof Integer enough
                && fields.get("deadline") instanceof Number deadline
                && enough >= 1
                && enough <= next
                && deadline.longValue() >= 0
                && deadline.longValue() <= LONGEST.toMillis()) {
            return new PlanRecord(
                    from.bot, from.total, next, from.generation, enough, Duration.ofMillis(deadline.longValue()));
        }
        throw RecordForm.damaged(entry);
    }
}
