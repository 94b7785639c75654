package dev.nightjar.gateway.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answers to one session's commands. Confined to its session. Discord: gateway-events#send-events */
final class Answers {

    private static final int CHUNK = 1000;
    private static final int QUERY_LIMIT = 100;
    private static final int NONCE_BYTES = 32;
    private static final double ALL_MEMBERS_PAUSE_SECONDS = 30;

    private final String sessionId;
    private final boolean limited;
    private final Map<String, Long> allMembersAsked = new HashMap<>();

    Answers(String sessionId, boolean limited) {
        this.sessionId = sessionId;
        this.limited = limited;
    }

    /** The events that answer a well-formed command. */
    List<EventBody> to(Received command) {
        Map<String, @Nullable Object> d = command.data();
        return switch (command.op()) {
            case Op.VOICE_STATE -> voice(d);
            case Op.MEMBERS -> members(d, command.nanos());
            case Op.SOUNDBOARD -> soundboard(d);
            case Op.CHANNEL_INFO -> List.of(channelInfo(d));
            default -> List.of();
        };
    }

    private List<EventBody> voice(Map<String, @Nullable Object> d) {
        EventBody state = EventBody.of("VOICE_STATE_UPDATE", """
                {"guild_id":%s,"channel_id":%s,"user_id":"%d","session_id":"%s","deaf":false,"mute":false,\
                "self_deaf":%s,"self_mute":%s,"self_video":false,"suppress":false,"request_to_speak_timestamp":null,\
                "member":%s}""".formatted(
                        json(d.get("guild_id")),
                        json(d.get("channel_id")),
                        World.BOT_ID,
                        sessionId,
                        d.get("self_deaf"),
                        d.get("self_mute"),
                        World.member(Long.parseUnsignedLong(String.valueOf(d.get("guild_id"))), World.PEOPLE)));
        if (d.get("channel_id") == null) {
            return List.of(state);
        }
        EventBody server = EventBody.of(
                "VOICE_SERVER_UPDATE",
                "{\"token\":\"voice\",\"guild_id\":" + json(d.get("guild_id"))
                        + ",\"endpoint\":\"voice.invalid:443\"}");
        return List.of(state, server);
    }

    private List<EventBody> members(Map<String, @Nullable Object> d, long now) {
        String guild = String.valueOf(d.get("guild_id"));
        String nonce = d.get("nonce") instanceof String text && text.getBytes(UTF_8).length <= NONCE_BYTES
                ? ",\"nonce\":" + json(text)
                : "";
        if ("".equals(d.get("query")) && Integer.valueOf(0).equals(d.get("limit")) && limited) {
            Long before = allMembersAsked.get(guild);
            double wait = before == null ? 0 : ALL_MEMBERS_PAUSE_SECONDS - (now - before) / 1e9;
            if (wait > 0) {
                return List.of(EventBody.of(
                        "RATE_LIMITED",
                        "{\"opcode\":8,\"retry_after\":" + wait + ",\"meta\":{\"guild_id\":\"" + guild + "\"" + nonce
                                + "}}"));
            }
            allMembersAsked.put(guild, now);
        }
        return chunks(Long.parseUnsignedLong(guild), d, nonce);
    }

    private static List<EventBody> chunks(long guild, Map<String, @Nullable Object> d, String nonce) {
        List<String> wantedIds = ids(d.get("user_ids"));
        List<Integer> found = d.get("query") instanceof String prefix
                ? byPrefix(prefix, d.get("limit") instanceof Integer limit ? limit : 0)
                : wantedIds.stream()
                        .map(World::memberNumber)
                        .filter(number -> number >= 0)
                        .toList();
        String notFound = wantedIds.stream()
                .filter(id -> World.memberNumber(id) < 0)
                .map(Answers::json)
                .collect(Collectors.joining(","));
        int count = Math.max(1, (found.size() + CHUNK - 1) / CHUNK);
        var chunks = new ArrayList<EventBody>();
        for (int index = 0; index < count; index++) {
            List<Integer> part = found.subList(index * CHUNK, Math.min(found.size(), (index + 1) * CHUNK));
            String presences = Boolean.TRUE.equals(d.get("presences"))
                    ? ",\"presences\":" + array(part.stream().map(number -> World.presence(guild, number)))
                    : "";
            chunks.add(EventBody.of(
                    "GUILD_MEMBERS_CHUNK",
                    "{\"guild_id\":\"" + guild + "\",\"members\":"
                            + array(part.stream().map(number -> World.member(guild, number))) + ",\"chunk_index\":"
                            + index + ",\"chunk_count\":" + count
                            + (notFound.isEmpty() ? "" : ",\"not_found\":[" + notFound + "]") + presences + nonce
                            + "}"));
        }
        return chunks;
    }

    private static List<Integer> byPrefix(String prefix, int limit) {
        int most = limit == 0 && prefix.isEmpty()
                ? World.MEMBERS
                : Math.min(limit == 0 ? QUERY_LIMIT : limit, QUERY_LIMIT);
        return IntStream.range(0, World.MEMBERS)
                .filter(number -> World.memberName(number).startsWith(prefix))
                .limit(most)
                .boxed()
                .toList();
    }

    private static List<EventBody> soundboard(Map<String, @Nullable Object> d) {
        return ids(d.get("guild_ids")).stream()
                .map(guild -> EventBody.of("SOUNDBOARD_SOUNDS", """
                        {"soundboard_sounds":[{"name":"Куку 🐦","sound_id":"1","volume":1.0,"emoji_id":null,\
                        "emoji_name":"🐦","guild_id":%1$s,"available":true}],"guild_id":%1$s}""".formatted(json(guild))))
                .toList();
    }

    private static EventBody channelInfo(Map<String, @Nullable Object> d) {
        List<String> fields = ids(d.get("fields"));
        long guild = Long.parseUnsignedLong(String.valueOf(d.get("guild_id")));
        String channel = "{\"id\":\"" + World.channelId(guild, World.VOICE_CHANNEL) + "\""
                + (fields.contains("status") ? ",\"status\":\"тихо\"" : "")
                + (fields.contains("voice_start_time") ? ",\"voice_start_time\":1793500000" : "") + "}";
        return EventBody.of("CHANNEL_INFO", "{\"guild_id\":\"" + guild + "\",\"channels\":[" + channel + "]}");
    }

    private static List<String> ids(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }

    private static String array(Stream<String> elements) {
        return elements.collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(@Nullable Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
