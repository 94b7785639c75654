package dev.nightjar.cluster;

import java.util.Map;

/**
 * The stored form of what all members agree on: how many shards the bot has. Pure.
 *
 * @param bot the hash of the bot
 * @param total the shards of the bot
 * @param next the total that the bot is being re-sharded to; 0 when it is not
 * @param generation counts the changes of the plan, so that an older one is known after the store has lost writes
 */
record PlanRecord(String bot, int total, int next, long generation) {

    static final String KEY = "plan";

    static PlanRecord first(String bot, int total) {
        return new PlanRecord(bot, total, 0, 0);
    }

    /** Whether the bot has shards of this total, or is about to. */
    boolean has(int shards) {
        return shards == total || shards == next;
    }

    /** The plan while the bot is re-sharded. */
    PlanRecord toward(int newTotal) {
        return new PlanRecord(bot, total, newTotal, generation + 1);
    }

    /** The plan after the switch. */
    PlanRecord switched() {
        return new PlanRecord(bot, next, 0, generation + 1);
    }

    /** The plan after the attempt to re-shard was given up. */
    PlanRecord kept() {
        return new PlanRecord(bot, total, 0, generation + 1);
    }

    String text() {
        Map<String, Object> fields = RecordForm.start(bot);
        fields.put("total", total);
        fields.put("next", next);
        fields.put("generation", generation);
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
            PlanRecord record = new PlanRecord(bot, total, next, generation.longValue());
            return RecordForm.same(entry, record, record.text());
        }
        throw RecordForm.damaged(entry);
    }
}
