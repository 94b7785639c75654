package dev.nightjar.cluster;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The form that all records of a cluster have: a JSON object with a version and the hash of the bot. It is strict: what was not
 * written by this version for this bot is not read. Pure.
 */
final class RecordForm {

    /** What the keys of the records begin with that all members should hear of soon: those of the bot and of the members. */
    static final String COMMON = "bot.";

    /** The version of all records. */
    static final int VERSION = 1;

    /** What a name of a member is made of. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** The form of a mark, which tells one holder or one write from every other one. */
    static final Pattern MARK = Pattern.compile("[0-9a-f]{16}");

    /** A record has some 500 characters. A session's id and URL, which the gateway chooses, may have 1,500 more. */
    private static final int MAX_LENGTH = 8 * 1024;

    private RecordForm() {}

    /**
     * The hash of a bot. The token is the key of the hash, and its secret part has too many bits to be guessed, so the hash
     * does not reveal it.
     */
    static String bot(String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("nightjar cluster".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    static String newMark() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** The fields that all records begin with. */
    static Map<String, Object> start(String bot) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", VERSION);
        fields.put("bot", bot);
        return fields;
    }

    static String json(Map<String, Object> fields) {
        try {
            return JSON.std.asString(fields);
        } catch (IOException e) {
            throw new IllegalStateException("Numbers and texts can be written as JSON", e);
        }
    }

    /** The fields of a record, which must be this version's and this bot's. */
    static Map<?, ?> fields(Ledger.Entry entry, String bot) throws RefusedRecordException {
        if (entry.value().length() > MAX_LENGTH || !(any(entry) instanceof Map<?, ?> fields)) {
            throw damaged(entry);
        }
        if (!(fields.get("version") instanceof Integer version)) {
            throw damaged(entry);
        }
        if (version != VERSION) {
            throw new RefusedRecordException(
                    entry.key(),
                    "it was written by another version of this library (its form is " + version + ", not " + VERSION
                            + ")",
                    "run one version only, and delete the key when no process of the other one runs any more");
        }
        if (!bot.equals(fields.get("bot"))) {
            throw new RefusedRecordException(
                    entry.key(),
                    "it belongs to another bot's token",
                    "give each bot a prefix of its own, or delete the key if this bot's token was changed");
        }
        return fields;
    }

    private static @Nullable Object any(Ledger.Entry entry) throws RefusedRecordException {
        try {
            return JSON.std.anyFrom(entry.value());
        } catch (IOException e) {
            throw damaged(entry);
        }
    }

    /** Refuses what reads as this record and was not written so, such as one with more fields or with text behind it. */
    static <R> R same(Ledger.Entry entry, R record, String text) throws RefusedRecordException {
        if (!text.equals(entry.value())) {
            throw damaged(entry);
        }
        return record;
    }

    static RefusedRecordException damaged(Ledger.Entry entry) {
        return new RefusedRecordException(
                entry.key(),
                "it is damaged, or something else",
                "let nothing else write below this prefix, and delete the key");
    }

    /** Whether this is a pair of two such numbers. */
    static boolean isPair(@Nullable Object value, int first, int second) {
        return List.of(first, second).equals(value);
    }
}
