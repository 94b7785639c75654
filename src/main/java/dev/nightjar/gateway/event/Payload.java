package dev.nightjar.gateway.event;

import dev.nightjar.gateway.decode.Decoder;
import dev.nightjar.gateway.decode.Excerpt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One payload of the gateway: its JSON as bytes, with op, s and t found in them without a parser. Safe for any thread.
 *
 * <p>Everything else is made when you call for it: {@link #event()} for a typed record, {@link #as(Class)} for a record of
 * your own, {@link #map()} for any data, {@link #string()} for a log. Each call decodes anew; keep what you need.
 *
 * <p>Two payloads are equal only if they are the same object.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#payload-structure">Discord: Payload
 *     Structure</a>
 */
public final class Payload extends PayloadPeek {

    /** The payload of the events that no payload caused: an empty object, with no opcode. */
    public static final Payload EMPTY = of(new byte[] {'{', '}'});

    private final byte[] json;
    private final EventType type;

    // Made at the first call. Two threads may both make one; those are equal, and a String is safe without a lock.
    private @Nullable String name;
    private @Nullable String string;
    // Those of the last decode.
    private List<String> mismatches = List.of();

    private Payload(byte[] json) {
        super(json);
        this.json = json;
        this.type = super.op() == 0 ? EventType.of(json, nameFrom(), nameTo()) : EventType.UNKNOWN;
    }

    /**
     * The payload with these bytes. Any bytes are accepted; a fault in them shows in {@link #op()} and {@link #event()}.
     *
     * @param json a JSON object in UTF-8; the array now belongs to the payload and must not be changed
     * @return the payload
     */
    public static Payload of(byte[] json) {
        return new Payload(json);
    }

    /**
     * The opcode: 0 for a dispatch.
     *
     * @return the opcode, known to Discord's documentation or not; -1 where the bytes are no JSON object, or its "op" is
     *     missing or not a whole number from 0 to 2^31 - 1
     */
    @Override
    public int op() {
        return super.op();
    }

    /**
     * The sequence of a dispatch, which a RESUME gives back to the gateway.
     *
     * @return the sequence; -1 where it is absent, null or not a whole number from 0 to 2^63 - 1
     */
    @Override
    public long sequence() {
        return super.sequence();
    }

    /**
     * The kind of dispatch.
     *
     * @return {@link EventType#UNKNOWN} where this is no dispatch, or one with a name that this version does not know
     */
    public EventType type() {
        return type;
    }

    /**
     * The name of the dispatch, as in {@code MESSAGE_CREATE}, known to this version or not.
     *
     * @return "t" as it stands in the JSON (an escape sequence is not undone), or an empty string where it is absent, null
     *     or no string
     */
    public String name() {
        String made = name;
        if (made == null) {
            made = new String(json, nameFrom(), nameTo() - nameFrom(), StandardCharsets.UTF_8);
            name = made;
        }
        return made;
    }

    /**
     * The size of the JSON.
     *
     * @return the size in bytes
     */
    public int size() {
        return json.length;
    }

    /**
     * The JSON as it was received (and inflated), in UTF-8.
     *
     * @return the payload's own array, not a copy: do not change it
     */
    public byte[] bytes() {
        return json;
    }

    /**
     * The JSON as a string. This is the slowest method here; to decode, use the bytes.
     *
     * @return the whole payload; bytes that are not UTF-8 come as U+FFFD
     */
    public String string() {
        String made = string;
        if (made == null) {
            made = new String(json, StandardCharsets.UTF_8);
            string = made;
        }
        return made;
    }

    /**
     * The data of this payload as a map, for events that have no record yet.
     *
     * @return the object "d"; its values are Map, List, String, Integer, Long, BigInteger, Double, Boolean and null. Neither
     *     it nor a map or list in it can be changed
     * @throws PayloadException if the JSON is broken or nested too deep, or "d" is no object
     */
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    public Map<String, Object> map() {
        return (Map<String, Object>) as(Map.class);
    }

    /**
     * The data of this payload as a record of your own, public or not. If your program is a module, the record is public and in
     * a package that the module exports, or its package is open to this module: {@code opens your.records to
     * dev.nightjar.gateway;}.
     *
     * <p>A component {@code guildId} is read from the field {@code guild_id}. It may be an int, long, double, boolean, String, Instant,
     * URI, enum, record, Object, {@link dev.nightjar.gateway.model.Flags Flags}, a sealed interface of this library such as
     * {@link dev.nightjar.gateway.model.component.Component Component}, or a List, Set, Map, Optional or {@link
     * dev.nightjar.gateway.model.Field Field} of such; a number, time or boolean is read from any form that can mean only one thing, such as digits in a string.
     * Fields without a component are skipped; for a record that keeps them all see {@link
     * dev.nightjar.gateway.model.Unforeseen Unforeseen}. A field that is absent, null or of another shape is 0, false, an
     * empty List, Set, Map or Optional, an absent Field, and otherwise null; in a record that is {@code @NullMarked} null is
     * only for components that are {@code @Nullable}, and an empty string or record for the others. A component of type
     * Payload is this payload.
     *
     * <p>An enum is read by its constants' names in any case, or by its numbers if it is {@link
     * dev.nightjar.gateway.model.Coded Coded}; a new value is the constant {@code UNKNOWN}, if it has one.
     *
     * @param <T> the record to read
     * @param type the record to read
     * @return the object "d" as such a record
     * @throws PayloadException if the JSON is broken or nested too deep, if "d" is no object, if the record holds something
     *     that cannot be read, or if its constructor threw
     */
    public <T> T as(Class<T> type) {
        Object value;
        try {
            value = read(type);
        } catch (IOException | RuntimeException e) {
            throw new PayloadException(
                    "cannot read " + this + " as " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
        if (value == null) {
            throw new PayloadException("cannot read " + this + " as " + type.getSimpleName() + ": its d is no object");
        }
        return type.cast(value);
    }

    /**
     * This payload as an event to switch over. It never throws.
     *
     * @return the record of a dispatch that this version has a record for; {@link Unknown} for any other dispatch and for
     *     the other opcodes; {@link Malformed} where there is no opcode, or where the JSON is broken
     */
    public Event event() {
        return EventRecords.decode(this);
    }

    /**
     * The values that the last {@link #event()}, {@link #as(Class)} or {@link #map()} could not use: the places of values that
     * had another shape than the record's and so were read as absent. A new value of an enum, a new flag and a field without a
     * component do not count.
     *
     * @return JSON pointers as in {@code /d/author/id}, each once and in their order; of very many only the first, and of a
     *     very long one only the beginning; empty where all fitted, and where nothing was decoded yet
     */
    public List<String> mismatches() {
        return mismatches;
    }

    /** Reads "d", and keeps what did not fit. */
    @Nullable
    Object read(Class<?> record) throws IOException {
        Decoder.Result result = EventRecords.DECODER.read(this, json, record);
        mismatches = result.mismatches();
        return result.value();
    }

    /** Op, sequence, name and size; never the content, which may be private. */
    @Override
    public String toString() {
        return "Payload[op=" + op() + ", s=" + sequence() + ", t=" + Excerpt.of(name()) + ", " + json.length
                + " bytes]";
    }
}
