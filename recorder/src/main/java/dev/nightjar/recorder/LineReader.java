package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.ShardFailed;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lines that {@link Lines} writes. Pure. */
final class LineReader {

    private static final byte[] PAYLOAD = ",\"payload\":".getBytes(UTF_8);

    /** What is wrong with a line. */
    static final class BadLineException extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        BadLineException(String problem) {
            super(problem);
        }
    }

    private LineReader() {}

    /** The entry of a line, given without its line feed. */
    static Recorded read(byte[] bytes, int begin, int end) throws BadLineException {
        int payload = indexOfPayload(bytes, begin, end);
        String head = new String(bytes, begin, payload - begin, UTF_8) + (payload < end ? "}" : "");
        try {
            Form form = new Form(JSON.std.mapFrom(head));
            return entry(form, payload(form, bytes, payload, end));
        } catch (IOException | RuntimeException e) {
            throw new BadLineException(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** Where the field "payload" begins, with its comma: no string before it can look so, because its quotes have backslashes. */
    private static int indexOfPayload(byte[] bytes, int begin, int end) {
        for (int at = begin; at <= end - PAYLOAD.length; at++) {
            if (bytes[at] == ',' && Arrays.equals(bytes, at, at + PAYLOAD.length, PAYLOAD, 0, PAYLOAD.length)) {
                return at;
            }
        }
        return end;
    }

    private static Optional<Payload> payload(Form form, byte[] bytes, int payload, int end) {
        if (payload < end) {
            return Optional.of(Payload.of(Arrays.copyOfRange(bytes, payload + PAYLOAD.length, end - 1)));
        }
        if (form.has("bytes")) {
            return Optional.of(Payload.of(Base64.getDecoder().decode(form.text("bytes"))));
        }
        return form.has("lost") ? Optional.of(Payload.of(new byte[0])) : Optional.empty();
    }

    private static Recorded entry(Form form, Optional<Payload> payload) {
        Instant time = form.time("at");
        if (form.has("missing")) {
            return new Recorded.Gap(time, form.time("until"), form.number("missing"), form.number("missingBytes"));
        }
        ShardId shard = form.shard();
        Optional<String> session = form.has("session") ? Optional.of(form.text("session")) : Optional.empty();
        if (!form.has("event")) {
            return new Recorded.OfPayload(time, shard, session, payload.orElseThrow());
        }
        if (form.text("event").equals("Close")) {
            return new Recorded.OfClose(
                    time,
                    shard,
                    session,
                    new GatewayMessage.Close(
                            Disconnected.Cause.valueOf(form.text("cause")),
                            Math.toIntExact(form.number("code")),
                            form.text("reason")));
        }
        return new Recorded.OfEvent(time, shard, event(form, payload.orElse(Payload.EMPTY)));
    }

    private static Event event(Form form, Payload payload) {
        String name = form.text("event");
        return switch (name) {
            case "Connected" ->
                new Connected(
                        payload, URI.create(form.text("url")), form.duration("heartbeatNanos"), form.truth("resuming"));
            case "ConnectFailed" ->
                new ConnectFailed(
                        URI.create(form.text("url")),
                        ConnectFailed.Reason.valueOf(form.text("reason")),
                        form.exception(),
                        form.duration("retryNanos"));
            case "Disconnected" ->
                new Disconnected(
                        Disconnected.Cause.valueOf(form.text("cause")),
                        Math.toIntExact(form.number("code")),
                        form.text("reason"),
                        Disconnected.Next.valueOf(form.text("next")),
                        form.duration("delayNanos"));
            case "SessionInvalidated" -> new SessionInvalidated(payload, form.text("sessionId"), form.text("reason"));
            case "SessionStoreFailed" ->
                new SessionStoreFailed(SessionStoreFailed.Action.valueOf(form.text("action")), form.exception());
            case "IdentifyDelayed" ->
                new IdentifyDelayed(
                        IdentifyDelayed.Reason.valueOf(form.text("reason")), form.duration("expectedNanos"));
            case "CommandsDropped" -> new CommandsDropped(form.texts("payloads"));
            case "ShardFailed" -> new ShardFailed(form.exception());
            case "Malformed" -> new Malformed(payload, form.exception());
            default -> throw new IllegalArgumentException("the event \"" + name + "\" is not known to this version");
        };
    }

    /** A line's own fields. */
    private record Form(Map<String, Object> fields) {

        boolean has(String name) {
            return fields.containsKey(name);
        }

        long number(String name) {
            if (fields.get(name) instanceof Number number
                    && (number instanceof Integer || number instanceof Long)
                    && number.longValue() >= 0) {
                return number.longValue();
            }
            throw new IllegalArgumentException("\"" + name + "\" is no number");
        }

        Instant time(String name) {
            return Instant.ofEpochMilli(number(name));
        }

        Duration duration(String name) {
            return Duration.ofNanos(number(name));
        }

        String text(String name) {
            if (fields.get(name) instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException("\"" + name + "\" is no string");
        }

        boolean truth(String name) {
            if (fields.get(name) instanceof Boolean truth) {
                return truth;
            }
            throw new IllegalArgumentException("\"" + name + "\" is neither true nor false");
        }

        List<String> texts(String name) {
            if (fields.get(name) instanceof List<?> list) {
                return list.stream().map(String.class::cast).toList();
            }
            throw new IllegalArgumentException("\"" + name + "\" is no list");
        }

        ShardId shard() {
            if (fields.get("shard") instanceof List<?> list
                    && list.size() == 2
                    && list.get(0) instanceof Integer number
                    && list.get(1) instanceof Integer total) {
                return new ShardId(number, total);
            }
            throw new IllegalArgumentException("\"shard\" is no list of two numbers");
        }

        RecordedException exception() {
            return new RecordedException(text("exception"), text("message"));
        }
    }
}
