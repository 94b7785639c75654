package dev.nightjar.cluster;

import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Activity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of the presence that all shards of the bot show. Pure.
 *
 * @param bot the hash of the bot
 * @param presence the presence that was sent last, to the millisecond
 */
record PresenceRecord(String bot, UpdatePresence presence) {

    static final String KEY = "bot.presence";

    String text() {
        Map<String, Object> fields = RecordForm.start(bot);
        fields.put("status", presence.status().wireName());
        if (presence.since() != null) {
            fields.put("since", presence.since().toEpochMilli());
        }
        fields.put("afk", presence.afk());
        fields.put(
                "activities",
                presence.activities().stream().map(PresenceRecord::fields).toList());
        return RecordForm.json(fields);
    }

    private static Map<String, Object> fields(Activity activity) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", activity.type().value());
        fields.put("name", activity.name());
        if (activity.url() != null) {
            fields.put("url", activity.url());
        }
        if (activity.state() != null) {
            fields.put("state", activity.state());
        }
        return fields;
    }

    /** Reads the presence, which must be this bot's. */
    static PresenceRecord read(Ledger.Entry entry, String bot) throws RefusedRecordException {
        Map<?, ?> fields = RecordForm.fields(entry, bot);
        UpdatePresence presence = presence(fields);
        if (presence == null) {
            throw RecordForm.damaged(entry);
        }
        PresenceRecord record = new PresenceRecord(bot, presence);
        return RecordForm.same(entry, record, record.text());
    }

    private static @Nullable UpdatePresence presence(Map<?, ?> fields) {
        UpdatePresence.Status status = status(fields.get("status"));
        List<Activity> activities = activities(fields.get("activities"));
        if (status == null || activities == null || !(fields.get("afk") instanceof Boolean afk)) {
            return null;
        }
        try {
            Instant since =
                    fields.get("since") instanceof Number millis ? Instant.ofEpochMilli(millis.longValue()) : null;
            return new UpdatePresence(status, activities, since, afk);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static UpdatePresence.@Nullable Status status(@Nullable Object value) {
        for (UpdatePresence.Status status : UpdatePresence.Status.values()) {
            if (status.wireName().equals(value)) {
                return status;
            }
        }
        return null;
    }

    private static @Nullable List<Activity> activities(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return null;
        }
        List<Activity> activities = new ArrayList<>();
        for (Object each : list) {
            Activity activity = each instanceof Map<?, ?> fields ? activity(fields) : null;
            if (activity == null) {
                return null;
            }
            activities.add(activity);
        }
        return activities;
    }

    private static @Nullable Activity activity(Map<?, ?> fields) {
        Activity.Type type = type(fields.get("type"));
        if (type == null || !(fields.get("name") instanceof String name)) {
            return null;
        }
        try {
            return new Activity(type, name, text(fields.get("url")), text(fields.get("state")));
        } catch (IllegalArgumentException e) {
            return null; // a blank name, or a url that does not go with the type
        }
    }

    private static Activity.@Nullable Type type(@Nullable Object value) {
        for (Activity.Type type : Activity.Type.values()) {
            if (Integer.valueOf(type.value()).equals(value)) {
                return type;
            }
        }
        return null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }
}
