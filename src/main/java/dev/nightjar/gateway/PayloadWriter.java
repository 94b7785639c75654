package dev.nightjar.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.command.Command;
import dev.nightjar.gateway.command.OpCode;
import dev.nightjar.gateway.command.RequestChannelInfo;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestSoundboardSounds;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdateVoiceState;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The writer of the JSON that the client sends. Pure. */
final class PayloadWriter {

    // Discord: gateway#sending-events
    static final int MAX_BYTES = 4_096;

    private static final JSON JSON_WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private PayloadWriter() {}

    // Discord: gateway-events#heartbeat
    /** A heartbeat with the last sequence that was received, or {@link SessionLedger#NO_SEQUENCE}. */
    static String heartbeat(long sequence) {
        return "{\"op\":1,\"d\":" + (sequence == SessionLedger.NO_SEQUENCE ? "null" : sequence) + "}";
    }

    // Discord: gateway-events#identify. What the user has not set is left out.
    static String identify(GatewayConfig config, ShardId shard, Optional<UpdatePresence> wanted) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("token", config.token());
        IdentifyProperties properties = config.identifyProperties();
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("os", properties.os());
        described.put("browser", properties.browser());
        described.put("device", properties.device());
        data.put("properties", described);
        data.put("compress", config.compression() == Compression.PAYLOAD);
        config.largeThreshold().ifPresent(members -> data.put("large_threshold", members));
        data.put("shard", List.of(shard.number(), shard.total()));
        wanted.ifPresent(presence -> data.put("presence", data(presence)));
        data.put("intents", config.intentBits());
        config.capabilities().ifPresent(bits -> data.put("capabilities", bits));
        return payload(OpCode.IDENTIFY, data);
    }

    // Discord: gateway-events#resume
    static String resume(GatewayConfig config, Session session) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("token", config.token());
        data.put("session_id", session.id());
        data.put("seq", session.sequence());
        return payload(OpCode.RESUME, data);
    }

    /**
     * The payloads of a command. It is one, except for a command with any number of guilds.
     *
     * @throws IllegalArgumentException when one is longer than 4,096 bytes of UTF-8, or no Unicode text
     */
    static List<String> commands(Command command) {
        List<String> payloads = switch (command) {
            case RequestSoundboardSounds sounds -> soundboardSounds(sounds);
            case UpdatePresence presence -> List.of(payload(command.opCode(), data(presence)));
            case UpdateVoiceState voice -> List.of(payload(command.opCode(), data(voice)));
            case RequestGuildMembers members -> List.of(payload(command.opCode(), data(members)));
            case RequestChannelInfo info -> List.of(payload(command.opCode(), data(info)));
        };
        payloads.forEach(PayloadWriter::checkSize);
        return payloads;
    }

    /**
     * Splits the guilds into payloads. Discord limits only the bytes, so each payload has as many guilds as fit with the
     * longest ids.
     */
    private static List<String> soundboardSounds(RequestSoundboardSounds sounds) {
        int frame = payload(sounds.opCode(), Map.of("guild_ids", List.of())).length();
        int longestId = Snowflake.json(-1).length() + "\"\",".length();
        int most = (MAX_BYTES - frame) / longestId;
        List<String> ids = Snowflake.json(sounds.guildIds());
        List<String> payloads = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += most) {
            List<String> part = ids.subList(from, Math.min(from + most, ids.size()));
            payloads.add(payload(sounds.opCode(), Map.of("guild_ids", part)));
        }
        return payloads;
    }

    private static Map<String, Object> data(UpdateVoiceState voice) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("guild_id", Snowflake.json(voice.guildId()));
        data.put("channel_id", voice.channelId() == 0 ? null : Snowflake.json(voice.channelId()));
        data.put("self_mute", voice.selfMute());
        data.put("self_deaf", voice.selfDeaf());
        return data;
    }

    private static Map<String, Object> data(RequestChannelInfo info) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("guild_id", Snowflake.json(info.guildId()));
        data.put("fields", info.fields());
        return data;
    }

    private static Map<String, Object> data(RequestGuildMembers members) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("guild_id", Snowflake.json(members.guildId()));
        if (members.query() != null) {
            data.put("query", members.query());
            data.put("limit", members.limit());
        } else {
            data.put("user_ids", Snowflake.json(members.userIds()));
        }
        data.put("presences", members.presences());
        putIfPresent(data, "nonce", members.nonce());
        return data;
    }

    /**
     * Returns the JSON if the gateway accepts its size.
     *
     * @throws IllegalArgumentException when it is longer than 4,096 bytes of UTF-8, or no Unicode text
     */
    static String checkSize(String json) {
        int bytes;
        try {
            bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(json))
                    .remaining();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A payload must be Unicode text, but has a lone surrogate in it", e);
        }
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("A payload must be at most " + MAX_BYTES + " bytes of UTF-8, but has "
                    + bytes + ": split or shorten it");
        }
        return json;
    }

    private static Map<String, Object> data(UpdatePresence presence) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("since", presence.since() == null ? null : presence.since().toEpochMilli());
        data.put(
                "activities",
                presence.activities().stream().map(PayloadWriter::data).toList());
        data.put("status", presence.status().wireName());
        data.put("afk", presence.afk());
        return data;
    }

    private static Map<String, Object> data(UpdatePresence.Activity activity) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", activity.name());
        data.put("type", activity.type().value());
        putIfPresent(data, "url", activity.url());
        putIfPresent(data, "state", activity.state());
        return data;
    }

    private static void putIfPresent(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value);
        }
    }

    private static String payload(OpCode op, Map<String, Object> data) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("op", op.value());
        payload.put("d", data);
        try {
            return JSON_WITH_NULLS.asString(payload);
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory cannot fail", e);
        }
    }
}
