package dev.nightjar.gateway.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An endless stream of events such as a busy shard receives, from a pool of bodies that were made before. It is never changed, so that
 * figures of all versions compare; that of the simulated gateway may change with what people should see. Each event also has its
 * sequence in its data, as {@code nonce}. The pool is larger than the compressors' windows, so that its repetition does not help them.
 * Confined to its user.
 */
final class TrafficStream {

    private static final int POOL = 1500;
    private static final int LARGE_EVERY = 500;
    private static final int LARGE_CHANNELS = 40;
    private static final int LARGE_PEOPLE = 74; // together some 60 KB
    private static final String[] WORDS = {
        "the",
        "gateway",
        "sent",
        "another",
        "message",
        "früh",
        "am",
        "Morgen",
        "☃",
        "и",
        "потом",
        "ещё",
        "раз",
        "😀",
        "猫",
        "が",
        "好き",
        "que",
        "não",
        "para",
        "\\\"quoted\\\"",
        "https://example.org/a?b=c",
        "**bold**",
        "\\n",
        "ok",
        "lol"
    };

    private final Random random;
    private final List<Long> guilds;
    private final List<EventBody> pool = new ArrayList<>(POOL);
    private int next;

    TrafficStream(List<Long> guilds, long seed) {
        this.random = new Random(seed);
        this.guilds = guilds;
        for (int number = 0; number < POOL; number++) {
            add(number);
        }
    }

    EventBody next() {
        EventBody body = pool.get(next);
        next = (next + 1) % pool.size();
        return body;
    }

    private void add(int number) {
        Kind kind = number % LARGE_EVERY == LARGE_EVERY - 1 ? Kind.GUILD_CREATE : Kind.atShare(random.nextInt(100));
        long guild = guilds.get(random.nextInt(guilds.size()));
        int member = random.nextInt(World.PEOPLE);
        String data = switch (kind) {
            case MESSAGE_CREATE -> message(guild, member, number);
            case PRESENCE_UPDATE -> presence(guild, member);
            case TYPING_START -> typing(guild, member);
            case GUILD_MEMBER_UPDATE -> memberUpdate(guild, member);
            case MESSAGE_REACTION_ADD -> reaction(guild, member);
            case VOICE_STATE_UPDATE -> voiceState(guild, member);
            case GUILD_CREATE -> TrafficWorld.guild(World.strangerGuild(0, 1, number), LARGE_CHANNELS, LARGE_PEOPLE);
        };
        String numbered = data.substring(0, data.length() - 1) + ",\"nonce\":\"" + EventBody.SEQUENCE + "\"}";
        pool.add(EventBody.of(kind.name(), numbered));
    }

    private String message(long guild, int member, int number) {
        String text = words(5 + random.nextInt(25));
        return """
                {"id":"%d","channel_id":"%d","guild_id":"%d","type":0,"author":%s,"member":%s,"content":"%s",\
                "timestamp":"2026-11-01T12:00:%02d.%06d+00:00","edited_timestamp":null,"tts":false,\
                "mention_everyone":false,"mentions":[],"mention_roles":[],"attachments":[],"embeds":[],\
                "components":[],"flags":0,"pinned":false,"channel_type":0}""".formatted(
                        ((300_000_000_000L + number) << 22) | random.nextInt(1 << 22),
                        channel(guild),
                        guild,
                        TrafficWorld.user(member),
                        TrafficWorld.partialMember(guild, member),
                        text,
                        random.nextInt(60),
                        random.nextInt(1_000_000));
    }

    private String words(int count) {
        var text = new StringBuilder();
        for (int word = 0; word < count; word++) {
            text.append(word == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    private String presence(long guild, int member) {
        String status = List.of("online", "idle", "dnd", "offline").get(random.nextInt(4));
        return """
                {"user":{"id":"%d"},"guild_id":"%d","status":"%s","client_status":{"desktop":"%s","mobile":"%s"},\
                "activities":[{"id":"%08x","name":"%s","type":0,"created_at":%d,"state":"%s",\
                "timestamps":{"start":%d}}],"processed_at_timestamp":0}""".formatted(
                        World.memberId(member),
                        guild,
                        status,
                        status,
                        status,
                        random.nextInt(),
                        words(2),
                        millis(),
                        words(4),
                        millis());
    }

    private String typing(long guild, int member) {
        return """
                {"channel_id":"%d","guild_id":"%d","user_id":"%d","timestamp":%d,"member":%s}""".formatted(
                channel(guild), guild, World.memberId(member), millis() / 1000, TrafficWorld.member(guild, member));
    }

    private String memberUpdate(long guild, int member) {
        String data = TrafficWorld.member(guild, member).replace("\"nick\":null", "\"nick\":\"" + words(2) + "\"");
        return "{\"guild_id\":\"" + guild + "\"," + data.substring(1);
    }

    private String reaction(long guild, int member) {
        return """
                {"user_id":"%d","channel_id":"%d","message_id":"%d","guild_id":"%d","member":%s,\
                "emoji":{"id":null,"name":"🐦"},"message_author_id":"%d","burst":false,"type":0}""".formatted(
                        World.memberId(member),
                        channel(guild),
                        ((300_000_000_000L + random.nextInt(POOL)) << 22) | random.nextInt(1 << 22),
                        guild,
                        TrafficWorld.member(guild, member),
                        World.memberId(random.nextInt(World.PEOPLE)));
    }

    private String voiceState(long guild, int member) {
        return """
                {"guild_id":"%d","channel_id":"%d","user_id":"%d","member":%s,"session_id":"%016x%016x","deaf":false,\
                "mute":false,"self_deaf":%b,"self_mute":%b,"self_video":false,"suppress":false,\
                "request_to_speak_timestamp":null}""".formatted(
                        guild,
                        World.channelId(guild, World.VOICE_CHANNEL),
                        World.memberId(member),
                        TrafficWorld.member(guild, member),
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

    /** The events of the stream, and their shares in percent. */
    private enum Kind {
        MESSAGE_CREATE(32),
        PRESENCE_UPDATE(28),
        TYPING_START(15),
        GUILD_MEMBER_UPDATE(8),
        MESSAGE_REACTION_ADD(12),
        VOICE_STATE_UPDATE(5),
        GUILD_CREATE(0);

        private final int share;

        Kind(int share) {
            this.share = share;
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
