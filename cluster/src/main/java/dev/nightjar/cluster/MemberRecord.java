package dev.nightjar.cluster;

import java.util.Map;

/**
 * The stored form of a member: that it is there. It renews this record, and deletes it when it leaves. Pure.
 *
 * @param bot the hash of the bot
 * @param name its name
 * @param mark tells it from another process of the same name
 * @param beat counts the renewals, so that no two look alike
 */
record MemberRecord(String bot, String name, String mark, long beat) {

    /** What the keys of all these records begin with. */
    static final String PREFIX = "bot.member.";

    static String key(String name) {
        return PREFIX + name;
    }

    MemberRecord renewed() {
        return new MemberRecord(bot, name, mark, beat + 1);
    }

    String text() {
        Map<String, Object> fields = RecordForm.start(bot);
        fields.put("name", name);
        fields.put("mark", mark);
        fields.put("beat", beat);
        return RecordForm.json(fields);
    }

    /** Reads the record of a member, which must be this bot's. */
    static MemberRecord read(Ledger.Entry entry, String bot) throws RefusedRecordException {
        Map<?, ?> fields = RecordForm.fields(entry, bot);
        if (fields.get("name") instanceof String name
                && RecordForm.NAME.matcher(name).matches()
                && key(name).equals(entry.key())
                && fields.get("mark") instanceof String mark
                && RecordForm.MARK.matcher(mark).matches()
                && fields.get("beat") instanceof Number beat) {
            MemberRecord record = new MemberRecord(bot, name, mark, beat.longValue());
            return RecordForm.same(entry, record, record.text());
        }
        throw RecordForm.damaged(entry);
    }
}
