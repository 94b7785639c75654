package dev.nightjar.recorder;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.LifecycleEvent;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.ShardFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes entries as lines of JSON. docs/recording.md describes them. Confined to one thread. */
final class Lines {

    private static final byte[] AT = "{\"at\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SHARD = ",\"shard\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SESSION = ",\"session\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PAYLOAD = ",\"payload\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BYTES = ",\"bytes\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LOST = ",\"lost\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "}\n".getBytes(StandardCharsets.UTF_8);

    private final Redactor redactor;

    // The session of the last line: nearly all that follow have the same.
    private @Nullable String session;
    private byte[] sessionJson = {};

    Lines(Redactor redactor) {
        this.redactor = redactor;
    }

    /** Adds a line. */
    void add(Entry entry, Bytes to) {
        switch (entry) {
            case Entry.OfPayload e -> {
                begin(e.millis(), e.shard(), to);
                session(e.sessionId(), to);
                payload(e.payload(), to);
            }
            case Entry.OfEvent e -> {
                begin(e.millis(), e.shard(), to);
                event(e.event(), to);
            }
            case Entry.OfClose e -> {
                begin(e.millis(), e.shard(), to);
                session(e.sessionId(), to);
                fields(close(e.close()), to);
            }
            case Entry.Gap e -> {
                to.add(AT);
                to.addUnsigned(e.millis());
                Map<String, Object> gap = new LinkedHashMap<>();
                gap.put("until", e.untilMillis());
                gap.put("missing", e.events());
                gap.put("missingBytes", e.lost());
                fields(gap, to);
            }
        }
        to.add(END);
    }

    private static void begin(long millis, ShardId shard, Bytes to) {
        to.add(AT);
        to.addUnsigned(Math.max(0, millis));
        to.add(SHARD);
        to.addUnsigned(shard.number());
        to.add(',');
        to.addUnsigned(shard.total());
        to.add(']');
    }

    private void session(@Nullable String id, Bytes to) {
        if (id == null) {
            return;
        }
        if (!id.equals(session)) {
            session = id;
            sessionJson = json(redactor.text(id));
        }
        to.add(SESSION);
        to.add(sessionJson);
    }

    private void payload(Payload payload, Bytes to) {
        byte[] bytes = payload.bytes();
        int size = to.size();
        to.add(PAYLOAD);
        int begin = to.size();
        boolean isJson = redactor.payload(bytes, to);
        if (isJson && (!redactor.isVerbatim() || to.size() - begin == bytes.length)) {
            return;
        }
        to.truncate(size);
        if (redactor.isVerbatim()) {
            to.add(BYTES);
            to.add(Base64.getEncoder().encode(bytes));
            to.add('"');
        } else {
            to.add(LOST);
            to.addUnsigned(bytes.length);
        }
    }

    private void event(Event event, Bytes to) {
        Map<String, Object> form = switch (event) {
            case Malformed malformed -> exception("Malformed", malformed.cause());
            case LifecycleEvent own -> form(own);
            default -> Map.of();
        };
        fields(form, to);
        if (form.isEmpty() || event.payload() != Payload.EMPTY) {
            payload(event.payload(), to);
        }
    }

    private Map<String, Object> form(LifecycleEvent event) {
        return switch (event) {
            case Connected on -> {
                Map<String, Object> form = named("Connected");
                form.put("url", url(on.url()));
                form.put("heartbeatNanos", on.heartbeatInterval().toNanos());
                form.put("resuming", on.resuming());
                yield form;
            }
            case ConnectFailed failed -> {
                Map<String, Object> form = exception("ConnectFailed", failed.cause());
                form.put("url", url(failed.url()));
                form.put("reason", failed.reason().name());
                form.put("retryNanos", failed.retryIn().toNanos());
                yield form;
            }
            case Disconnected end -> {
                Map<String, Object> form = named("Disconnected");
                form.put("cause", end.cause().name());
                form.put("code", end.code());
                form.put("reason", redactor.text(end.reason()));
                form.put("next", end.next().name());
                form.put("delayNanos", end.delay().toNanos());
                yield form;
            }
            case SessionInvalidated lost -> {
                Map<String, Object> form = named("SessionInvalidated");
                form.put("sessionId", redactor.text(lost.sessionId()));
                form.put("reason", redactor.text(lost.reason()));
                yield form;
            }
            case SessionStoreFailed failed -> {
                Map<String, Object> form = exception("SessionStoreFailed", failed.cause());
                form.put("action", failed.action().name());
                yield form;
            }
            case IdentifyDelayed delayed -> {
                Map<String, Object> form = named("IdentifyDelayed");
                form.put("reason", delayed.reason().name());
                form.put("expectedNanos", delayed.expected().toNanos());
                yield form;
            }
            case CommandsDropped dropped -> {
                Map<String, Object> form = named("CommandsDropped");
                form.put(
                        "payloads",
                        dropped.payloads().stream().map(this::command).toList());
                yield form;
            }
            case ShardFailed failed -> exception("ShardFailed", failed.cause());
        };
    }

    private Map<String, Object> close(GatewayMessage.Close close) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("event", "Close");
        form.put("cause", close.cause().name());
        form.put("code", close.code());
        form.put("reason", redactor.text(close.reason()));
        return form;
    }

    private static Map<String, Object> named(String name) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("event", name);
        return form;
    }

    private Map<String, Object> exception(String name, Exception cause) {
        Map<String, Object> form = named(name);
        String type = cause instanceof RecordedException read
                ? read.original()
                : cause.getClass().getName();
        String reason = cause instanceof GatewayException own ? "/" + own.reason() : "";
        form.put("exception", (isKnown(type) ? type : redactor.text(type)) + reason);
        form.put("message", redactor.text(String.valueOf(cause.getMessage())));
        return form;
    }

    private static boolean isKnown(String type) {
        return type.startsWith("java.") || type.startsWith("javax.") || type.startsWith("dev.nightjar.");
    }

    /** Where a URL leads, if it leads to Discord; its path is the library's own. */
    private String url(URI url) {
        String host = String.valueOf(url.getHost());
        boolean isDiscord = host.endsWith(".discord.gg") && url.getUserInfo() == null;
        if (isDiscord && !redactor.isVerbatim()) {
            return url.getScheme() + "://" + host;
        }
        return redactor.url(url.toString());
    }

    private String command(String json) {
        Bytes copy = new Bytes(json.length() + 64);
        boolean isJson = redactor.payload(json.getBytes(StandardCharsets.UTF_8), copy);
        if (redactor.isVerbatim()) {
            return json;
        }
        return isJson ? new String(copy.array(), 0, copy.size(), StandardCharsets.UTF_8) : redactor.text(json);
    }

    private static void fields(Map<String, Object> form, Bytes to) {
        form.forEach((name, value) -> {
            to.add(",\"" + name + "\":");
            to.add(json(value));
        });
    }

    private static byte[] json(Object value) {
        try {
            return JSON.std.asBytes(value);
        } catch (IOException e) { // strings, numbers and lists of strings always have a form
            throw new UncheckedIOException(e);
        }
    }
}
