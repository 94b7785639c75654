package dev.nightjar.cluster;

import dev.nightjar.gateway.Session;
import dev.nightjar.gateway.ShardId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a shard: who has it, and its session. One record is lease, fence and session at once, so a write of it
 * renews the lease, fails when another member has taken the shard, and leaves the session to whoever takes it. Pure.
 *
 * @param bot the hash of the bot
 * @param shard the shard
 * @param holder who has it
 * @param session its session as of the last event that was handled; null when it has none to resume
 */
record ShardRecord(
        String bot, ShardId shard, Holder holder, @Nullable Session session) {

    /** What the keys of all these records begin with. */
    static final String PREFIX = "shard.";

    /** Who has a shard. */
    sealed interface Holder {

        /**
         * A member has it, as long as it renews this record.
         *
         * @param member its name
         * @param mark tells this holding from every other one, also of the same member
         * @param isUp whether the shard has all its guilds, which counts while the bot is being re-sharded
         */
        record Held(String member, String mark, boolean isUp) implements Holder {}

        /**
         * Nobody has it.
         *
         * @param target the member that it was given to, or null
         */
        record Free(@Nullable String target) implements Holder {}
    }

    static String key(ShardId shard) {
        return prefix(shard.total()) + shard.number();
    }

    /** The shard that has this key; null when it is no such key. */
    static @Nullable ShardId shard(String key) {
        int total = PREFIX.length();
        int number = key.indexOf('.', total) + 1;
        if (!key.startsWith(PREFIX) || number == 0) {
            return null;
        }
        try {
            ShardId shard = new ShardId(
                    Integer.parseInt(key.substring(number)), Integer.parseInt(key.substring(total, number - 1)));
            return key(shard).equals(key) ? shard : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What the keys of all shards of a total begin with. */
    static String prefix(int total) {
        return PREFIX + total + ".";
    }

    String text() {
        Map<String, Object> fields = RecordForm.start(bot);
        fields.put("shard", List.of(shard.number(), shard.total()));
        switch (holder) {
            case Holder.Held held -> {
                fields.put("member", held.member());
                fields.put("mark", held.mark());
                fields.put("up", held.isUp());
            }
            case Holder.Free free -> {
                if (free.target() != null) {
                    fields.put("target", free.target());
                }
            }
        }
        if (session != null) {
            fields.put("session_id", session.id());
            fields.put("sequence", session.sequence());
            fields.put("resume_url", session.resumeUrl().toString());
        }
        return RecordForm.json(fields);
    }

    /** Reads the record of this shard, which must be this bot's. */
    static ShardRecord read(Ledger.Entry entry, String bot, ShardId shard) throws RefusedRecordException {
        Map<?, ?> fields = RecordForm.fields(entry, bot);
        if (!RecordForm.isPair(fields.get("shard"), shard.number(), shard.total())) {
            throw RecordForm.damaged(entry);
        }
        ShardRecord record = new ShardRecord(bot, shard, holder(entry, fields), session(entry, fields, shard));
        return RecordForm.same(entry, record, record.text());
    }

    private static Holder holder(Ledger.Entry entry, Map<?, ?> fields) throws RefusedRecordException {
        if (fields.containsKey("member")) {
            if (fields.get("member") instanceof String member
                    && RecordForm.NAME.matcher(member).matches()
                    && fields.get("mark") instanceof String mark
                    && RecordForm.MARK.matcher(mark).matches()
                    && fields.get("up") instanceof Boolean up) {
                return new Holder.Held(member, mark, up);
            }
            throw RecordForm.damaged(entry);
        }
        Object target = fields.get("target");
        if (target == null) {
            return new Holder.Free(null);
        }
        if (target instanceof String name && RecordForm.NAME.matcher(name).matches()) {
            return new Holder.Free(name);
        }
        throw RecordForm.damaged(entry);
    }

    private static @Nullable Session session(Ledger.Entry entry, Map<?, ?> fields, ShardId shard)
            throws RefusedRecordException {
        if (!fields.containsKey("session_id")) {
            return null;
        }
        if (fields.get("session_id") instanceof String id
                && fields.get("sequence") instanceof Number sequence
                && fields.get("resume_url") instanceof String url) {
            try {
                return new Session(id, sequence.longValue(), URI.create(url), shard);
            } catch (IllegalArgumentException e) {
                throw RecordForm.damaged(entry);
            }
        }
        throw RecordForm.damaged(entry);
    }
}
