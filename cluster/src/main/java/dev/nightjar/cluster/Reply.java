package dev.nightjar.cluster;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.MemberRequestException;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of a member to a {@link Request}. Pure. */
sealed interface Reply {

    /** What was asked for has been done. */
    record Done() implements Reply {

        @Override
        public String text() {
            return RecordForm.json(fields("done"));
        }
    }

    /** The member does not have the shard, or not what was to be fetched. */
    record NotHere() implements Reply {

        @Override
        public String text() {
            return RecordForm.json(fields("not here"));
        }
    }

    /**
     * The member cannot do it, or does not understand it.
     *
     * @param why a sentence
     */
    record Refused(String why) implements Reply {

        /** Cuts a sentence that is too long. */
        public Refused {
            why = Reply.cut(why);
        }

        @Override
        public String text() {
            Map<String, Object> fields = fields("refused");
            fields.put("why", why);
            return RecordForm.json(fields);
        }
    }

    /** There is nothing to be fetched yet. */
    record Wait() implements Reply {

        @Override
        public String text() {
            return RecordForm.json(fields("wait"));
        }
    }

    /**
     * A piece of a chunk of an answer.
     *
     * @param base64 its bytes
     * @param isLast whether the chunk ends with it
     */
    record Piece(String base64, boolean isLast) implements Reply {

        static Piece of(byte[] chunk, int from, int to) {
            byte[] bytes = new byte[to - from];
            System.arraycopy(chunk, from, bytes, 0, bytes.length);
            return new Piece(Base64.getEncoder().encodeToString(bytes), to == chunk.length);
        }

        /**
         * The bytes of the piece.
         *
         * @throws IllegalArgumentException when it has none
         */
        byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }

        @Override
        public String text() {
            Map<String, Object> fields = fields("piece");
            fields.put("last", isLast);
            fields.put("bytes", base64);
            return RecordForm.json(fields);
        }
    }

    /** A member request has failed at the member that has the shard; the parts are those of the exception. */
    record Failed(
            MemberRequestException.Reason reason, String why, Duration retryAfter, int chunksReceived, int chunkCount)
            implements Reply {

        /** Cuts a sentence that is too long, and the time to milliseconds. */
        public Failed {
            why = Reply.cut(why);
            retryAfter = Duration.ofMillis(retryAfter.toMillis());
        }

        @Override
        public String text() {
            Map<String, Object> fields = fields("failed");
            fields.put("reason", reason.name());
            fields.put("why", why);
            fields.put("retry_after", retryAfter.toMillis());
            fields.put("chunks", chunksReceived);
            fields.put("of", chunkCount);
            return RecordForm.json(fields);
        }
    }

    /** The text that goes to the member that has asked, 64 KB at most. */
    String text();

    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Reply read(String text) {
        try {
            Reply reply = JSON.std.anyFrom(text) instanceof Map<?, ?> fields ? read(fields) : null;
            if (reply != null && reply.text().equals(text)) {
                return reply;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("An answer must be JSON", e);
        }
        throw new IllegalArgumentException("This is no answer that this version knows");
    }

    private static @Nullable Reply read(Map<?, ?> fields) {
        return switch (fields.get("reply") instanceof String kind ? kind : "") {
            case "done" -> new Done();
            case "not here" -> new NotHere();
            case "refused" -> fields.get("why") instanceof String why ? new Refused(why) : null;
            case "wait" -> new Wait();
            case "piece" ->
                fields.get("bytes") instanceof String bytes && fields.get("last") instanceof Boolean last
                        ? new Piece(bytes, last)
                        : null;
            case "failed" -> failed(fields);
            default -> null;
        };
    }

    private static @Nullable Reply failed(Map<?, ?> fields) {
        if (fields.get("reason") instanceof String reason
                && fields.get("why") instanceof String why
                && fields.get("retry_after") instanceof Number millis
                && fields.get("chunks") instanceof Integer chunks
                && fields.get("of") instanceof Integer count) {
            return new Failed(
                    MemberRequestException.Reason.valueOf(reason),
                    why,
                    Duration.ofMillis(millis.longValue()),
                    chunks,
                    count);
        }
        return null;
    }

    private static Map<String, Object> fields(String kind) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reply", kind);
        return fields;
    }

    private static String cut(String sentence) {
        int most = 1_000;
        return sentence.length() <= most ? sentence : sentence.substring(0, most) + "...";
    }
}
