package dev.nightjar.gateway.simulator;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The guilds of one session's shard that its bot is in: those of the world, and what a test tells of. Confined to its session. */
final class Membership {

    private final int shard;
    private final int shards;
    private final Set<Long> guilds;

    Membership(int shard, int shards, int guilds) {
        this.shard = shard;
        this.shards = shards;
        this.guilds = new HashSet<>(World.guildsOf(shard, shards, guilds));
    }

    boolean isIn(long guild) {
        return guilds.contains(guild) || World.isStranger(guild, shard, shards);
    }

    /** Takes note of an event that a test sends. */
    void see(String type, String dJson) {
        if (type.equals("GUILD_CREATE") || type.equals("GUILD_DELETE")) {
            Map<String, @Nullable Object> d = IntentFilter.parse(dJson);
            long guild = id(d.get("id"));
            if (type.equals("GUILD_CREATE")) {
                guilds.add(guild);
            } else if (!Boolean.TRUE.equals(d.get("unavailable"))) {
                guilds.remove(guild);
            }
        }
    }

    /** An id as a number, whether it comes as one or as text; 0 if it is none. */
    static long id(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.matches("\\d{1,19}") ? Long.parseUnsignedLong(text) : 0;
    }
}
