package dev.nightjar.gateway.simulator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The check of the shape of each payload that a client sends. Pure. Discord: gateway-events#send-events */
final class CommandCheck {

    static final int MAX_BYTES = 4096;

    private static final Set<String> STATUSES = Set.of("online", "dnd", "idle", "invisible", "offline");

    private CommandCheck() {}

    /** What is wrong with the envelope, whatever the opcode; null if nothing is. */
    static @Nullable Refusal envelope(Received received, int bytes, boolean text) {
        if (bytes > MAX_BYTES) {
            return Refusal.undecodable("it has " + bytes + " bytes");
        }
        if (!text) {
            return Refusal.undecodable("it is binary");
        }
        if (received.op() == Received.NO_OP) {
            return Refusal.undecodable("it is no JSON object with an op");
        }
        return Op.isSent(received.op()) ? null : Refusal.UNKNOWN_OPCODE;
    }

    /** What is wrong with the data; null if nothing is. */
    static @Nullable Refusal data(Received received) {
        Map<String, @Nullable Object> d = received.data();
        String fault = switch (received.op()) {
            case Op.HEARTBEAT -> heartbeat(received.d());
            case Op.IDENTIFY -> identify(d);
            case Op.PRESENCE -> presence(d);
            case Op.VOICE_STATE -> voiceState(d);
            case Op.RESUME -> resume(d);
            case Op.MEMBERS -> members(d);
            case Op.SOUNDBOARD -> strings(d.get("guild_ids")) ? null : "guild_ids";
            default -> channelInfo(d);
        };
        return fault == null ? null : Refusal.undecodable("op " + received.op() + ", " + fault);
    }

    private static @Nullable String heartbeat(@Nullable Object d) {
        return d == null || isInteger(d) ? null : "d must be a sequence or null";
    }

    private static @Nullable String identify(Map<String, @Nullable Object> d) {
        if (!(d.get("token") instanceof String)) {
            return "token";
        }
        if (!(d.get("properties") instanceof Map)) {
            return "properties";
        }
        if (!Intents.areIn(d.get("intents"))) {
            return "intents";
        }
        if (d.containsKey("compress") && !(d.get("compress") instanceof Boolean)) {
            return "compress";
        }
        if (d.containsKey("large_threshold") && !isBetween(d.get("large_threshold"), 50, 250)) {
            return "large_threshold";
        }
        if (d.containsKey("capabilities") && !isInteger(d.get("capabilities"))) {
            return "capabilities";
        }
        if (d.get("shard") != null && !isShard(d.get("shard"))) {
            return "shard";
        }
        return d.get("presence") == null ? null : presence(Received.objectOf(d.get("presence")));
    }

    private static boolean isShard(@Nullable Object value) {
        return value instanceof List<?> list
                && list.size() == 2
                && list.stream().allMatch(CommandCheck::isInteger);
    }

    private static @Nullable String presence(Map<String, @Nullable Object> d) {
        if (d.get("since") != null && !isInteger(d.get("since"))) {
            return "since";
        }
        if (!(d.get("activities") instanceof List)) {
            return "activities";
        }
        if (!(d.get("status") instanceof String status && STATUSES.contains(status))) {
            return "status";
        }
        return d.get("afk") instanceof Boolean ? null : "afk";
    }

    private static @Nullable String voiceState(Map<String, @Nullable Object> d) {
        if (!isId(d.get("guild_id"))) {
            return "guild_id";
        }
        if (!d.containsKey("channel_id") || (d.get("channel_id") != null && !isId(d.get("channel_id")))) {
            return "channel_id";
        }
        return d.get("self_mute") instanceof Boolean && d.get("self_deaf") instanceof Boolean
                ? null
                : "self_mute or self_deaf";
    }

    private static @Nullable String resume(Map<String, @Nullable Object> d) {
        if (!(d.get("token") instanceof String)) {
            return "token";
        }
        if (!(d.get("session_id") instanceof String)) {
            return "session_id";
        }
        return isInteger(d.get("seq")) ? null : "seq";
    }

    private static @Nullable String members(Map<String, @Nullable Object> d) {
        if (!isId(d.get("guild_id"))) {
            return "guild_id";
        }
        boolean byQuery = d.get("query") != null;
        boolean byIds = d.get("user_ids") != null;
        if (byQuery == byIds) {
            return "one of query and user_ids";
        }
        if (byQuery && !(d.get("query") instanceof String && isBetween(d.get("limit"), 0, Integer.MAX_VALUE))) {
            return "query or limit";
        }
        if (byIds && !isId(d.get("user_ids")) && !isListOfIds(d.get("user_ids"))) {
            return "user_ids";
        }
        if (d.get("presences") != null && !(d.get("presences") instanceof Boolean)) {
            return "presences";
        }
        return d.get("nonce") == null || d.get("nonce") instanceof String ? null : "nonce";
    }

    private static @Nullable String channelInfo(Map<String, @Nullable Object> d) {
        if (!isId(d.get("guild_id"))) {
            return "guild_id";
        }
        return strings(d.get("fields")) ? null : "fields";
    }

    private static boolean isListOfIds(@Nullable Object value) {
        return value instanceof List<?> list
                && list.size() <= 100
                && list.stream().allMatch(CommandCheck::isId);
    }

    private static boolean strings(@Nullable Object value) {
        return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
    }

    private static boolean isId(@Nullable Object value) {
        return value instanceof Long || (value instanceof String text && text.matches("\\d{1,20}"));
    }

    private static boolean isInteger(@Nullable Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    private static boolean isBetween(@Nullable Object value, int from, int to) {
        return value instanceof Integer number && number >= from && number <= to;
    }
}
