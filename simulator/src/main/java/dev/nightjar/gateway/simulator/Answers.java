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
    private final Settings settings;
    private final Intents intents;
    private final Membership membership;
    private final Map<String, Long> allMembersAsked = new HashMap<>();

    Answers(String sessionId, Settings settings, Intents intents, Membership membership) {
        this.sessionId = sessionId;
        this.settings = settings;
        this.intents = intents;
        this.membership = membership;
    }

    /** The events that answer a command, and what the client could not have expected of it. */
    record Answer(List<EventBody> events, List<String> violations) {}

    /** The answer to a well-formed command. */
    Answer to(Received command) {
        List<String> violations = new ArrayList<>();
        Map<String, @Nullable Object> d = command.data();
        if (!settings.raw()) {
            d = permitted(command, violations);
        }
        List<EventBody> events = switch (command.op()) {
            case Op.VOICE_STATE -> voice(d);
            case Op.MEMBERS -> members(d, command.nanos());
            case Op.SOUNDBOARD -> soundboard(d);
            case Op.CHANNEL_INFO -> channelInfo(d);
            default -> List.of();
        };
        return new Answer(events, violations);
    }

    /** What Discord heeds of a command: without a guild where the bot is in none, or lacks the intent for the answer. */
    private Map<String, @Nullable Object> permitted(Received command, List<String> violations) {
        Map<String, @Nullable Object> d = command.data();
        for (String name : List.of("guild_id", "guild_ids")) {
            List<String> known = new ArrayList<>();
            for (String guild : ids(d.get(name))) {
                if (membership.isIn(Membership.id(guild))) {
                    known.add(guild);
                } else {
                    violations.add("Op " + command.op() + " is about guild " + guild + ", in which the bot is not");
                }
            }
            if (d.get(name) instanceof List) {
                d.put(name, known);
            } else if (known.isEmpty()) {
                d.remove(name);
            }
        }
        if (command.op() == Op.MEMBERS) {
            permitMembers(d, violations);
        }
        return d;
    }

    /** Discord: gateway-events#request-guild-members */
    private void permitMembers(Map<String, @Nullable Object> d, List<String> violations) {
        if (asksForAll(d) && !intents.has(Intent.GUILD_MEMBERS)) {
            violations.add("Op 8 asks for all members, which needs " + Intent.GUILD_MEMBERS);
            d.remove("guild_id");
        }
        if (Boolean.TRUE.equals(d.get("presences")) && !intents.has(Intent.GUILD_PRESENCES)) {
            violations.add("Op 8 asks for presences, which needs " + Intent.GUILD_PRESENCES);
            d.remove("presences");
        }
    }

    private static boolean asksForAll(Map<String, @Nullable Object> d) {
        return "".equals(d.get("query")) && Integer.valueOf(0).equals(d.get("limit"));
    }

    private List<EventBody> voice(Map<String, @Nullable Object> d) {
        if (d.get("guild_id") == null) {
            return List.of();
        }
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
        List<EventBody> states = settings.raw() || intents.has(Intent.GUILD_VOICE_STATES) ? List.of(state) : List.of();
        if (d.get("channel_id") == null) {
            return states;
        }
        EventBody server = EventBody.of(
                "VOICE_SERVER_UPDATE",
                "{\"token\":\"voice\",\"guild_id\":" + json(d.get("guild_id"))
                        + ",\"endpoint\":\"voice.invalid:443\"}");
        return Stream.concat(states.stream(), Stream.of(server)).toList();
    }

    private List<EventBody> members(Map<String, @Nullable Object> d, long now) {
        if (d.get("guild_id") == null) {
            return List.of();
        }
        String guild = String.valueOf(d.get("guild_id"));
        String nonce = d.get("nonce") instanceof String text && text.getBytes(UTF_8).length <= NONCE_BYTES
                ? ",\"nonce\":" + json(text)
                : "";
        if (asksForAll(d) && settings.strict()) {
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

    private static List<EventBody> channelInfo(Map<String, @Nullable Object> d) {
        if (d.get("guild_id") == null) {
            return List.of();
        }
        List<String> fields = ids(d.get("fields"));
        long guild = Long.parseUnsignedLong(String.valueOf(d.get("guild_id")));
        String channel = "{\"id\":\"" + World.channelId(guild, World.VOICE_CHANNEL) + "\""
                + (fields.contains("status") ? ",\"status\":\"тихо\"" : "")
                + (fields.contains("voice_start_time") ? ",\"voice_start_time\":1793500000" : "") + "}";
        return List.of(EventBody.of("CHANNEL_INFO", "{\"guild_id\":\"" + guild + "\",\"channels\":[" + channel + "]}"));
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

    /** A value as JSON. */
    static String json(@Nullable Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
