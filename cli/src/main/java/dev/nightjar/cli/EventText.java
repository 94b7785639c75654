package dev.nightjar.cli;

import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** An event as a line for people. Pure. */
final class EventText implements EventForm {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final boolean content;
    private final ZoneId zone;

    /** Shows what people have written only if asked to, and times in a zone. */
    EventText(boolean content, ZoneId zone) {
        this.content = content;
        this.zone = zone;
    }

    @Override
    public String line(Instant time, ShardId shard, Event event) {
        String head = String.format("%s %5s  %-22s ", TIME.format(time.atZone(zone)), shard, EventNames.of(event));
        String own = EventSummary.own(event);
        return own.isEmpty() ? head + dispatch(event) : head + own;
    }

    private String dispatch(Event event) {
        Map<String, Object> data = EventSummary.data(event.payload());
        var line = new StringJoiner(" ");
        if (event.guildId() != 0) {
            line.add("guild=" + Long.toUnsignedString(event.guildId()));
        }
        EventSummary.parts(data)
                .forEach((name, value) ->
                        line.add(Words.foreign(name) + (value instanceof String ? "=" + value : "[" + value + "]")));
        line.add(Words.count(event.payload().size(), "byte"));
        if (content && data.get("content") instanceof String text) {
            line.add("\"" + Words.sentence(text) + "\"");
        }
        return line.toString();
    }
}
