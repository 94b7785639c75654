package dev.nightjar.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.event.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reader of the few values that the engine itself needs from {@code d} of HELLO, READY and INVALID_SESSION. It does not
 * use the typed events, so a fault in those cannot break a session.
 */
final class ControlData {

    private static final JsonFactory JSON = new JsonFactory();

    // READY's "shard" must have two numbers; a third one that is kept shows that it has too many.
    private static final int KEPT_NUMBERS = 3;

    private ControlData() {}

    /** The parts of READY that make a session; null where they are absent or of another type. */
    record ReadyData(
            String sessionId,
            @Nullable String resumeUrl,
            @Nullable List<Long> shard) {}

    /** HELLO's interval in milliseconds. */
    static long heartbeatInterval(Payload payload) throws IOException {
        try (JsonParser parser = atObject(payload)) {
            while (nextField(parser)) {
                if (parser.currentName().equals("heartbeat_interval")) {
                    if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                        throw new IOException("it is " + Excerpt.of(parser.getText()));
                    }
                    return parser.getLongValue();
                }
                skipValue(parser);
            }
        }
        throw new IOException("there is none");
    }

    /** Whether INVALID_SESSION says true; false for anything else. */
    static boolean isResumable(Payload payload) throws IOException {
        try (JsonParser parser = atData(payload)) {
            return parser.currentToken() == JsonToken.VALUE_TRUE;
        }
    }

    static ReadyData ready(Payload payload) throws IOException {
        String sessionId = "";
        String resumeUrl = null;
        List<Long> shard = null;
        try (JsonParser parser = atObject(payload)) {
            while (nextField(parser)) {
                switch (parser.currentName()) {
                    case "session_id" -> sessionId = text(parser, "");
                    case "resume_gateway_url" -> resumeUrl = text(parser, null);
                    case "shard" -> shard = numbers(parser);
                    default -> skipValue(parser);
                }
            }
        }
        return new ReadyData(sessionId == null ? "" : sessionId, resumeUrl, shard);
    }

    /** A parser at the value of the outermost {@code d}, which the caller closes. */
    private static JsonParser atData(Payload payload) throws IOException {
        JsonParser parser = JSON.createParser(payload.bytes());
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals("d");
                parser.nextToken();
                if (found) {
                    return parser;
                }
                parser.skipChildren();
            }
        }
        parser.close();
        throw new IOException("the payload has no d");
    }

    private static JsonParser atObject(Payload payload) throws IOException {
        JsonParser parser = atData(payload);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return parser;
        }
        parser.close();
        throw new IOException("its d is no object");
    }

    private static boolean nextField(JsonParser parser) throws IOException {
        return parser.nextToken() == JsonToken.FIELD_NAME;
    }

    private static void skipValue(JsonParser parser) throws IOException {
        parser.nextToken();
        parser.skipChildren();
    }

    private static @Nullable String text(JsonParser parser, @Nullable String otherwise) throws IOException {
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return otherwise;
    }

    /** The first numbers of an array, with -1 in place of an element that is not a number. */
    private static @Nullable List<Long> numbers(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (numbers.size() == KEPT_NUMBERS) {
                parser.skipChildren();
                continue;
            }
            boolean isLong = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            numbers.add(isLong ? parser.getLongValue() : -1);
            parser.skipChildren();
        }
        return numbers;
    }
}
