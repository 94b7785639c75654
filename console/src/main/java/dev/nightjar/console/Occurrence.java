package dev.nightjar.console;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that has happened to a shard, for its timeline. What is learnt later, such as what has followed, makes another one
 * with the same id, which takes its place.
 *
 * @param id its number, which grows with time
 * @param at when, in milliseconds of the epoch
 * @param shard the shard, such as 3/10
 * @param kind what kind of thing
 * @param what the constant behind it, such as a cause; empty for none
 * @param text what has happened, in words
 * @param detail what a flight recording adds, in words; empty where there is none
 * @param code the close code, or 0 where none is known
 * @param followed what has followed, in words; empty while nothing has
 * @param isTrouble whether an operator should look at it
 */
record Occurrence(
        long id,
        long at,
        String shard,
        Kind kind,
        String what,
        String text,
        String detail,
        int code,
        String followed,
        boolean isTrouble) {

    /** What kind of thing has happened. */
    enum Kind {
        /** The shard has another state; the text is its name. */
        STATE,
        /** A connection has ended. */
        ENDED,
        /** A dial has failed. */
        DIAL_FAILED,
        /** A session could not be resumed. */
        SESSION_LOST,
        /** A session has begun. */
        READY,
        /** A session was resumed. */
        RESUMED,
        /** The shard has waited for a permit to identify. */
        PERMIT,
        /** The shard has read nothing, because the loop was slow. */
        STALLED,
        /** Commands were never sent. */
        COMMANDS_LOST,
        /** The shard was seen for the first time, or again after a new start. */
        SEEN
    }

    Occurrence withFollowed(String words) {
        return new Occurrence(id, at, shard, kind, what, text, detail, code, words, isTrouble);
    }

    Occurrence withCode(int close, String words) {
        return new Occurrence(id, at, shard, kind, what, text, words, close, followed, isTrouble);
    }

    /** As the page gets it. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("at", at);
        json.put("shard", shard);
        json.put("kind", kind.name());
        json.put("what", what);
        json.put("text", text);
        json.put("detail", detail);
        json.put("code", code);
        json.put("followed", followed);
        json.put("trouble", isTrouble);
        return json;
    }
}
