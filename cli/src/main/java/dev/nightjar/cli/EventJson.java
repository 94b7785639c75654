package dev.nightjar.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as an object of JSON in one line, for programs. Pure. */
final class EventJson implements EventForm {

    // Nothing of the data is left out, so null stays null.
    private static final JSON FORM = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private final boolean content;

    /** Has the whole data only if asked to. */
    EventJson(boolean content) {
        this.content = content;
    }

    @Override
    public String line(Instant time, ShardId shard, Event event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", time.toString());
        line.put("shard", shard.number());
        line.put("shards", shard.total());
        line.put("type", EventNames.of(event));
        String own = EventSummary.own(event);
        if (own.isEmpty()) {
            dispatch(event, line);
        } else {
            line.put("text", own);
        }
        try {
            return FORM.asString(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dispatch(Event event, Map<String, Object> line) {
        Map<String, Object> data = EventSummary.data(event.payload());
        line.put("sequence", event.payload().sequence());
        if (event.guildId() != 0) {
            line.put("guild", Long.toUnsignedString(event.guildId()));
        }
        line.put("bytes", event.payload().size());
        line.put("parts", EventSummary.parts(data));
        if (content) {
            line.put("data", withoutTokens(data));
        }
    }

    /** The data without the tokens of interactions and voice servers, with which others could answer in the bot's place. */
    private static @Nullable Object withoutTokens(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((name, inner) -> copy.put(name, "token".equals(name) ? "(hidden)" : withoutTokens(inner)));
                yield copy;
            }
            case List<?> list -> list.stream().map(EventJson::withoutTokens).toList();
            case null -> null;
            default -> value;
        };
    }
}
