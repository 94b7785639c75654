package dev.nightjar.gateway.simulator;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Discord leaves of an event for a session with some intents. Pure. Discord: gateway#gateway-intents */
final class IntentFilter {

    private IntentFilter() {}

    /**
     * What is left of an event.
     *
     * @param dJson its data; null if it does not come at all
     * @param loss what is missing, and which intent would bring it; null if all of it comes
     */
    record Outcome(@Nullable String dJson, @Nullable String loss) {}

    static Outcome filter(Intents intents, String type, String dJson) {
        List<Intent> bringing = Intent.bringing(type);
        if (bringing.isEmpty()) {
            return new Outcome(dJson, null);
        }
        Map<String, @Nullable Object> d = parse(dJson);
        // Where guilds and direct messages have an intent each, the guild's id says which of the two the event is from.
        boolean direct = bringing.stream().anyMatch(Intent::isDirect) && d.get("guild_id") == null;
        List<Intent> wanted =
                bringing.stream().filter(intent -> intent.isDirect() == direct).toList();
        if (wanted.stream().noneMatch(intents::has) && !isOfTheBot(type, d)) {
            String names = wanted.stream().map(Intent::name).collect(Collectors.joining(" or "));
            return new Outcome(
                    null,
                    type + (direct ? " without a guild_id, a direct message's," : "") + " did not come: it needs "
                            + names + ", and the session's intents are " + intents.bits());
        }
        return isMessage(type) && !direct && !intents.has(Intent.MESSAGE_CONTENT)
                ? withoutContent(type, d, dJson)
                : new Outcome(dJson, null);
    }

    /** The bot hears of its own membership in any case. Discord: gateway#list-of-intents, the notes below */
    private static boolean isOfTheBot(String type, Map<String, @Nullable Object> d) {
        return type.equals("GUILD_MEMBER_UPDATE") && isBot(d.get("user"));
    }

    private static boolean isMessage(String type) {
        return type.equals("MESSAGE_CREATE") || type.equals("MESSAGE_UPDATE");
    }

    /** Discord: gateway#message-content-intent */
    private static Outcome withoutContent(String type, Map<String, @Nullable Object> d, String dJson) {
        boolean mentioned =
                d.get("mentions") instanceof List<?> users && users.stream().anyMatch(IntentFilter::isBot);
        if (isBot(d.get("author")) || mentioned || !empty(d)) {
            return new Outcome(dJson, null);
        }
        return new Outcome(
                json(d),
                type + " came without its content, because the session lacks " + Intent.MESSAGE_CONTENT
                        + ": all but direct messages, its own, and those that mention it are empty for it");
    }

    /** Empties what is content; false if there was none. */
    private static boolean empty(Map<String, @Nullable Object> message) {
        boolean changed = message.remove("poll") != null;
        if (message.get("content") instanceof String text && !text.isEmpty()) {
            message.put("content", "");
            changed = true;
        }
        for (String name : List.of("embeds", "attachments", "components")) {
            if (message.get(name) instanceof List<?> list && !list.isEmpty()) {
                message.put(name, List.of());
                changed = true;
            }
        }
        boolean inner = emptyInner(message);
        return changed || inner;
    }

    /** The messages inside of a message, which have content too. */
    private static boolean emptyInner(Map<String, @Nullable Object> message) {
        boolean changed = false;
        if (message.get("referenced_message") instanceof Map<?, ?> inner) {
            Map<String, @Nullable Object> copy = Received.objectOf(inner);
            changed = !isBot(copy.get("author")) && empty(copy);
            message.put("referenced_message", copy);
        }
        if (message.get("message_snapshots") instanceof List<?> snapshots) {
            List<Map<String, @Nullable Object>> copies =
                    snapshots.stream().map(Received::objectOf).toList();
            for (Map<String, @Nullable Object> copy : copies) {
                Map<String, @Nullable Object> inner = Received.objectOf(copy.get("message"));
                changed |= empty(inner);
                copy.put("message", inner);
            }
            message.put("message_snapshots", copies);
        }
        return changed;
    }

    private static boolean isBot(@Nullable Object user) {
        return Long.toString(World.BOT_ID)
                .equals(String.valueOf(Received.objectOf(user).get("id")));
    }

    /** The data as an object; empty if it is none. */
    static Map<String, @Nullable Object> parse(String dJson) {
        try {
            return Received.objectOf(JSON.std.anyFrom(dJson));
        } catch (IOException notJson) {
            return Received.objectOf(null);
        }
    }

    private static String json(Map<String, @Nullable Object> object) {
        try {
            return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
