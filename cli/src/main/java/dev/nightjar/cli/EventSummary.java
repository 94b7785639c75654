package dev.nightjar.cli;

import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.LifecycleEvent;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.PayloadException;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.ShardFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of an event beside its type: ids, sizes of lists, and what has happened to a shard; nothing that people wrote. Pure. */
final class EventSummary {

    private static final int MOST_PARTS = 8;

    // Whoever has sent or done it, as far as the data says so by an object instead of an id.
    private static final List<String> PEOPLE = List.of("author", "user");

    private EventSummary() {}

    /** The data of a dispatch; nothing where it is no object. */
    static Map<String, Object> data(Payload payload) {
        try {
            return payload.op() < 0 ? Map.of() : payload.map();
        } catch (PayloadException e) {
            return Map.of();
        }
    }

    /** The ids and the sizes of lists in the data of a dispatch, at most eight, in the order of the data. */
    static Map<String, Object> parts(Map<String, Object> data) {
        Map<String, Object> parts = new LinkedHashMap<>();
        data.forEach((name, value) -> {
            if (parts.size() >= MOST_PARTS || name.equals("guild_id") || name.startsWith("_")) {
                return;
            }
            if ((name.equals("id") || name.endsWith("_id")) && isId(value)) {
                parts.put(name, String.valueOf(value));
            } else if (PEOPLE.contains(name) && value instanceof Map<?, ?> person && isId(person.get("id"))) {
                parts.put(name, String.valueOf(person.get("id")));
            } else if (value instanceof List<?> list && !list.isEmpty()) {
                parts.put(name, list.size());
            }
        });
        return parts;
    }

    // A session's id and a token are no numbers, and so are never shown.
    private static boolean isId(@Nullable Object value) {
        return value instanceof String text && text.matches("\\d{1,20}");
    }

    /** What an event of the shard itself tells; empty for others. */
    static String own(Event event) {
        return event instanceof LifecycleEvent own ? words(own) : "";
    }

    private static String words(LifecycleEvent event) {
        return switch (event) {
            case Connected on -> (on.resuming() ? "resumes" : "identifies") + " at " + Place.of(on.url());
            case ConnectFailed failed -> failed.reason() + ", again in " + Words.time(failed.retryIn());
            case Disconnected end ->
                end.cause() + ", " + end.code() + ", " + Words.foreign(end.reason()) + ", next " + end.next()
                        + (end.delay().isZero() ? "" : " in " + Words.time(end.delay()));
            case SessionInvalidated lost -> "the events until the next READY are lost: " + Words.foreign(lost.reason());
            case SessionStoreFailed failed -> "the session store did not " + failed.action();
            case IdentifyDelayed delayed ->
                delayed.reason() + (delayed.expected().isZero() ? "" : ", for " + Words.time(delayed.expected()));
            case CommandsDropped dropped -> Words.count(dropped.payloads().size(), "command") + " not sent";
            case ShardFailed failed ->
                Words.sentence(String.valueOf(failed.cause().getMessage()));
        };
    }
}
