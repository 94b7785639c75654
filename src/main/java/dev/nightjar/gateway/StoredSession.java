package dev.nightjar.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.decode.Excerpt;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The file format of a session: a line with a checksum, then a line of JSON. It is strict: what was not written by this class
 * is not read. Pure.
 */
final class StoredSession {

    // A session has some 300 bytes. The gateway chooses its id and URL, so their length needs a limit.
    static final int MAX_BYTES = 8 * 1024;

    private static final int VERSION = 1;
    private static final int CHECKSUM_LENGTH = 8;

    private StoredSession() {}

    /**
     * The key of a configuration's shard. The token is the key of the hash, and its secret part has too many bits to be
     * guessed, so the fingerprint does not reveal it.
     */
    static SessionStore.Key key(GatewayConfig config, ShardId shard) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(config.token().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal(("nightjar session of " + config.gatewayUrl()).getBytes(StandardCharsets.UTF_8));
            return new SessionStore.Key(shard, HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    static byte[] write(Session session, SessionStore.Key key) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", VERSION);
        fields.put("fingerprint", key.fingerprint());
        fields.put("shard", List.of(session.shard().number(), session.shard().total()));
        fields.put("session_id", session.id());
        fields.put("sequence", session.sequence());
        fields.put("resume_url", session.resumeUrl().toString());
        byte[] json = JSON.std.asBytes(fields);
        byte[] bytes = (checksum(json) + "\n" + new String(json, StandardCharsets.UTF_8) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new IOException("The session has " + bytes.length + " bytes, more than " + MAX_BYTES);
        }
        return bytes;
    }

    /** Reads the session, which must belong to this key. */
    static Session read(byte[] bytes, SessionStore.Key key) throws IOException {
        if (bytes.length > MAX_BYTES) {
            throw new IOException("it is longer than " + MAX_BYTES + " bytes");
        }
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        boolean whole = lines.length == 3 && lines[0].length() == CHECKSUM_LENGTH && lines[2].isEmpty();
        if (!whole || !lines[0].equals(checksum(lines[1].getBytes(StandardCharsets.UTF_8)))) {
            throw new IOException("it is damaged, or was not written by this library");
        }
        if (!(JSON.std.anyFrom(lines[1]) instanceof Map<?, ?> fields)) {
            throw new IOException("it is damaged: it is no JSON object");
        }
        if (!Objects.equals(fields.get("version"), VERSION)) {
            throw new IOException("it was written by another version: " + Excerpt.of(fields.get("version")));
        }
        ShardId shard = key.shard();
        if (!Objects.equals(fields.get("fingerprint"), key.fingerprint())
                || !Objects.equals(fields.get("shard"), List.of(shard.number(), shard.total()))) {
            throw new IOException("it is that of another token, gateway or shard");
        }
        return session(fields, shard);
    }

    private static Session session(Map<?, ?> fields, ShardId shard) throws IOException {
        if (fields.get("session_id") instanceof String id
                && fields.get("sequence") instanceof Number sequence
                && fields.get("resume_url") instanceof String url) {
            try {
                return new Session(id, sequence.longValue(), URI.create(url), shard);
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        throw new IOException("it is damaged: a field is missing");
    }

    static String checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
