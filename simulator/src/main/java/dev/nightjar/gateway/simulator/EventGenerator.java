package dev.nightjar.gateway.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An endless stream of events such as a busy shard receives, from a pool of bodies that were made before. Who types says something
 * next, and reactions are for what was said last. Each event also has its sequence in its data, as {@code nonce}. The pool is larger
 * than the compressors' windows, so that its repetition does not help them. Confined to its user.
 */
final class EventGenerator {

    private static final int POOL = 1500;
    private static final int LARGE_EVERY = 500;
    private static final int LARGE_CHANNELS = 40;
    private static final int LARGE_PEOPLE = 74; // together some 60 KB
    private static final int REGULARS = 40; // the people who do most of what is done
    private static final List<String> REACTIONS = List.of("👍", "❤️", "😄", "🎉", "🦉", "👀");

    private final Random random;
    private final int shard;
    private final int shards;
    private final List<Long> guilds;
    private final List<EventBody> pool = new ArrayList<>(POOL);
    private int next;
    private Said last;
    private @Nullable Typist typist;

    private EventGenerator(int shard, int shards, List<Long> guilds, Intents intents, long seed) {
        this.random = new Random(seed);
        this.shard = shard;
        this.shards = shards;
        this.guilds = guilds;
        this.last = new Said(messageId(0), channel(guilds.getFirst()), guilds.getFirst(), 0);
        for (int number = 0; number < POOL; number++) {
            add(number, intents);
        }
    }

    /** A stream for one shard with these intents; it is empty if they want nothing of it. */
    static EventGenerator of(int shard, int shards, List<Long> guilds, Intents intents, long seed) {
        List<Long> some = guilds.isEmpty() ? List.of(World.strangerGuild(shard, shards, 0)) : guilds;
        return new EventGenerator(shard, shards, some, intents, seed);
    }

    boolean isEmpty() {
        return pool.isEmpty();
    }

    EventBody next() {
        EventBody body = pool.get(next);
        next = (next + 1) % pool.size();
        return body;
    }

    private void add(int number, Intents intents) {
        Kind kind = number % LARGE_EVERY == LARGE_EVERY - 1 ? Kind.GUILD_CREATE : Kind.atShare(random.nextInt(100));
        long guild = guilds.get(random.nextInt(guilds.size()));
        int member = random.nextInt(4) == 0 ? random.nextInt(World.PEOPLE) : random.nextInt(REGULARS);
        String data = switch (kind) {
            case MESSAGE_CREATE -> message(guild, member, number, intents.has(Intent.MESSAGE_CONTENT));
            case PRESENCE_UPDATE -> presence(guild, member);
            case TYPING_START -> typing(guild, member);
            case GUILD_MEMBER_UPDATE -> memberUpdate(guild, member);
            case MESSAGE_REACTION_ADD -> reaction(member);
            case VOICE_STATE_UPDATE -> voiceState(guild, member);
            case GUILD_CREATE ->
                World.guild(
                        World.strangerGuild(shard, shards, number),
                        LARGE_CHANNELS,
                        intents.showPeople() ? LARGE_PEOPLE : 0);
        };
        if (intents.has(kind.intent)) {
            String numbered = data.substring(0, data.length() - 1) + ",\"nonce\":\"" + EventBody.SEQUENCE + "\"}";
            pool.add(EventBody.of(kind.name(), numbered));
        }
    }

    private String message(long guild, int member, int number, boolean content) {
        Typist typed = typist;
        typist = null;
        last = typed == null
                ? new Said(messageId(number), channel(guild), guild, member)
                : new Said(messageId(number), typed.channel(), typed.guild(), typed.member());
        String text = said(last.author());
        return """
                {"id":"%d","channel_id":"%d","guild_id":"%d","type":0,"author":%s,"member":%s,"content":%s,\
                "timestamp":"2026-11-01T12:00:%02d.%06d+00:00","edited_timestamp":null,"tts":false,\
                "mention_everyone":false,"mentions":[],"mention_roles":[],"attachments":[],"embeds":[],\
                "components":[],"flags":0,"pinned":false,"channel_type":0}""".formatted(
                        last.id(),
                        last.channel(),
                        last.guild(),
                        World.user(last.author()),
                        World.partialMember(last.guild(), last.author()),
                        Answers.json(content ? text : ""),
                        random.nextInt(60),
                        random.nextInt(1_000_000));
    }

    private String said(int member) {
        int number = random.nextInt(1 << 16);
        String sentence = Folk.sentence(member, number);
        return random.nextInt(3) > 0 ? sentence : sentence + " " + Folk.sentence(member, number + 1);
    }

    private long messageId(int number) {
        return ((300_000_000_000L + number) << 22) | random.nextInt(1 << 22);
    }

    private String presence(long guild, int member) {
        String status = List.of("online", "idle", "dnd", "offline").get(random.nextInt(4));
        return """
                {"user":{"id":"%d"},"guild_id":"%d","status":"%s","client_status":{"desktop":"%s","mobile":"%s"},\
                "activities":[{"id":"%08x","name":"%s","type":0,"created_at":%d,"state":"Level %d",\
                "timestamps":{"start":%d}}],"processed_at_timestamp":0}""".formatted(
                        World.memberId(member),
                        guild,
                        status,
                        status,
                        status,
                        random.nextInt(),
                        Folk.game(random.nextInt(1 << 16)),
                        millis(),
                        1 + random.nextInt(60),
                        millis());
    }

    private String typing(long guild, int member) {
        long channel = channel(guild);
        typist = new Typist(channel, guild, member);
        return """
                {"channel_id":"%d","guild_id":"%d","user_id":"%d","timestamp":%d,"member":%s}""".formatted(channel, guild, World.memberId(member), millis() / 1000, World.member(guild, member));
    }

    private String memberUpdate(long guild, int member) {
        String nick = Folk.displayName(member) + " 🎮 " + Folk.game(random.nextInt(1 << 16));
        String data = World.member(guild, member).replace("\"nick\":null", "\"nick\":\"" + nick + "\"");
        return "{\"guild_id\":\"" + guild + "\"," + data.substring(1);
    }

    private String reaction(int member) {
        return """
                {"user_id":"%d","channel_id":"%d","message_id":"%d","guild_id":"%d","member":%s,\
                "emoji":{"id":null,"name":"%s"},"message_author_id":"%d","burst":false,"type":0}""".formatted(
                        World.memberId(member),
                        last.channel(),
                        last.id(),
                        last.guild(),
                        World.member(last.guild(), member),
                        REACTIONS.get(random.nextInt(REACTIONS.size())),
                        World.memberId(last.author()));
    }

    private String voiceState(long guild, int member) {
        return """
                {"guild_id":"%d","channel_id":"%d","user_id":"%d","member":%s,"session_id":"%016x%016x","deaf":false,\
                "mute":false,"self_deaf":%b,"self_mute":%b,"self_video":false,"suppress":false,\
                "request_to_speak_timestamp":null}""".formatted(
                        guild,
                        World.channelId(guild, World.VOICE_CHANNEL),
                        World.memberId(member),
                        World.member(guild, member),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextBoolean(),
                        random.nextBoolean());
    }

    private long channel(long guild) {
        return World.channelId(guild, random.nextInt(World.CHANNELS - 1));
    }

    private long millis() {
        return 1_793_500_000_000L + random.nextInt(100_000_000);
    }

    /** A message of the stream. */
    private record Said(long id, long channel, long guild, int author) {}

    /** Somebody who types. */
    private record Typist(long channel, long guild, int member) {}

    /** The events of the stream, their shares in percent, and the intent without which they do not come. */
    private enum Kind {
        MESSAGE_CREATE(32, Intent.GUILD_MESSAGES),
        PRESENCE_UPDATE(28, Intent.GUILD_PRESENCES),
        TYPING_START(15, Intent.GUILD_MESSAGE_TYPING),
        GUILD_MEMBER_UPDATE(8, Intent.GUILD_MEMBERS),
        MESSAGE_REACTION_ADD(12, Intent.GUILD_MESSAGE_REACTIONS),
        VOICE_STATE_UPDATE(5, Intent.GUILD_VOICE_STATES),
        GUILD_CREATE(0, Intent.GUILDS);

        private final int share;
        private final Intent intent;

        Kind(int share, Intent intent) {
            this.share = share;
            this.intent = intent;
        }

        static Kind atShare(int percent) {
            int left = percent;
            for (Kind kind : values()) {
                left -= kind.share;
                if (left < 0) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("percent: " + percent);
        }
    }
}
