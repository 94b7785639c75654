package dev.nightjar.gateway.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightjar.gateway.Compression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What the simulated gateway sends, made before the measuring: payloads, and the messages that they are compressed to. */
public final class Traffic {

    private static final int POOL = 1_500; // as many events as the generator has before it turns round
    private static final long SEED = 20_261_101;
    private static final int CHANNELS = 12;
    private static final int PEOPLE = 3;

    /** How many guilds the events of the mixed stream belong to: the first ones of {@link #arrival}. */
    public static final int GUILDS = 50;

    private Traffic() {}

    /** The mixed stream of a busy shard, numbered from this sequence on. */
    public static List<byte[]> mixed(int events, long firstSequence) {
        TrafficStream stream = stream(SEED);
        return IntStream.range(0, events)
                .mapToObj(i -> stream.next().json(firstSequence + i))
                .toList();
    }

    /** Payloads of about this size, together of about these bytes, of more content than a compressor's window holds. */
    public static List<byte[]> ofSize(int size, long totalBytes) {
        List<EventBody> bodies = size <= 100
                ? List.of(EventBody.of(
                        "MESSAGE_DELETE", "{\"id\":\"1256789012345678901\",\"channel_id\":\"1256789012345678902\"}"))
                : size > 10_000 ? chunks(size) : nearest(size);
        List<byte[]> payloads = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; bytes < totalBytes; i++) {
            byte[] json = bodies.get(i % bodies.size()).json(100_000 + i);
            payloads.add(json);
            bytes += json.length;
        }
        return payloads;
    }

    /** Events of the mixed stream; together half a megabyte at least. */
    private static List<EventBody> nearest(int size) {
        return LongStream.range(SEED, SEED + 4)
                .mapToObj(Traffic::pool)
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(body -> Math.abs(body.json(0).length - size)))
                .limit(1_500)
                .toList();
    }

    /** All members of a guild, in chunks of this size. */
    private static List<EventBody> chunks(int size) {
        long guild = World.strangerGuild(0, 1, 0);
        int members = size / TrafficWorld.member(guild, 0).length();
        return IntStream.range(0, World.MEMBERS / members)
                .mapToObj(chunk -> EventBody.of(
                        "GUILD_MEMBERS_CHUNK",
                        "{\"guild_id\":\"" + guild + "\",\"members\":["
                                + IntStream.range(chunk * members, (chunk + 1) * members)
                                        .mapToObj(number -> TrafficWorld.member(guild, number))
                                        .collect(Collectors.joining(","))
                                + "],\"chunk_index\":" + chunk + ",\"chunk_count\":" + World.MEMBERS / members + "}"))
                .toList();
    }

    /** READY with so many guilds, and then each of them with its channels, as after IDENTIFY. Numbered from 1 on. */
    public static List<byte[]> arrival(int guilds) {
        List<Long> ids = World.guildsOf(0, 1, guilds);
        List<byte[]> payloads = new ArrayList<>();
        String unavailable = ids.stream().map(World::unavailableGuild).collect(Collectors.joining(","));
        payloads.add(EventBody.of(
                        "READY",
                        "{\"v\":10,\"user\":" + TrafficWorld.bot() + ",\"guilds\":[" + unavailable
                                + "],\"private_channels\":[],\"session_id\":\"session\",\"resume_gateway_url\":\"ws://127.0.0.1:1\",\"application\":"
                                + TrafficWorld.application(0, guilds) + "}")
                .json(1));
        for (int i = 0; i < guilds; i++) {
            payloads.add(EventBody.of("GUILD_CREATE", TrafficWorld.guild(ids.get(i), CHANNELS, PEOPLE))
                    .json(2 + i));
        }
        return payloads;
    }

    /** Payloads of one type of dispatch, all that the mixed stream has of it. */
    public static List<byte[]> ofType(String type) {
        String head = "{\"t\":\"" + type + "\"";
        return pool(SEED).stream()
                .map(body -> body.json(42))
                .filter(json -> new String(json, 0, head.length(), UTF_8).equals(head))
                .toList();
    }

    /** The WebSocket messages of one connection that sends these payloads. */
    public static List<byte[]> compressed(Compression compression, List<byte[]> payloads) {
        try (Compressor compressor = compressor(compression)) {
            List<byte[]> messages = new ArrayList<>(payloads.size());
            for (byte[] payload : payloads) {
                messages.add(compressor.compress(payload));
            }
            return messages;
        }
    }

    private static Compressor compressor(Compression compression) {
        return switch (compression) {
            case ZSTD -> new Compressor.ZstdStream();
            case ZLIB -> new Compressor.ZlibStream();
            case PAYLOAD -> new Compressor.EachPayload();
            case NONE -> new Compressor.Plain();
        };
    }

    private static TrafficStream stream(long seed) {
        return new TrafficStream(World.guildsOf(0, 1, GUILDS), seed);
    }

    private static List<EventBody> pool(long seed) {
        TrafficStream stream = stream(seed);
        return IntStream.range(0, POOL).mapToObj(i -> stream.next()).toList();
    }
}
