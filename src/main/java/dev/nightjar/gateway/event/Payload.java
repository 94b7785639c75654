package dev.nightjar.gateway.event;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One payload of the gateway: its JSON as bytes, with op, s and t found in them without a parse. Safe for any thread.
 *
 * <p>Everything else is made when it is asked for: {@link #event()} for a typed record, {@link #as(Class)} for a record of
 * your own, {@link #map()} for whatever comes, {@link #string()} for a log. Each call decodes anew; keep what you need.
 *
 * <p>Two payloads are equal only if they are the same object.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#payload-structure">Discord: Payload
 *     Structure</a>
 */
public final class Payload {

    /** The payload of the events that no payload caused: an empty object, with no opcode. */
    public static final Payload EMPTY = of(new byte[] {'{', '}'});

    private final byte[] json;
    private final int op;
    private final long sequence;
    private final EventType type;
    private final int nameFrom;
    private final int nameTo;

    // Made when first asked for. Two threads may both make one: they are equal, and a String is safe without a lock.
    private @Nullable String name;
    private @Nullable String string;

    private Payload(byte[] json) {
        var peek = new PayloadPeek(json);
        this.json = json;
        this.op = peek.op();
        this.sequence = peek.sequence();
        this.nameFrom = peek.nameFrom();
        this.nameTo = peek.nameTo();
        this.type = op == 0 ? EventType.of(json, nameFrom, nameTo) : EventType.UNKNOWN;
    }

    /**
     * The payload with these bytes. Any bytes are taken: what is wrong with them shows in {@link #op()} and
     * {@link #event()}.
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
    public int op() {
        return op;
    }

    /**
     * The sequence of a dispatch, which a RESUME gives back to the gateway.
     *
     * @return the sequence; -1 where it is absent, null or not a whole number from 0 to 2^63 - 1
     */
    public long sequence() {
        return sequence;
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
            made = new String(json, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8);
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
     * The JSON as a string. It costs more than all else here; for decoding, the bytes are better.
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
     * The whole payload as a map.
     *
     * @return the payload
     */
    public Map<String, Object> map() {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The whole payload as a record.
     *
     * @param <T> the type to read
     * @param type the type to read
     * @return the payload
     */
    public <T> T as(Class<T> type) {
        try {
            return JSON.std.beanFrom(type, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * This payload as an event to switch over. It never throws.
     *
     * @return the record of a dispatch that this version has a record for; {@link Unknown} for any other dispatch and for
     *     the other opcodes; {@link Malformed} where there is no opcode, or where the JSON is broken
     */
    public Event event() {
        if (op < 0) {
            return new Malformed(this, new IllegalArgumentException("no opcode: " + this));
        }
        return new Unknown(this);
    }

    /** Op, sequence, name and size; never the content, which may be private. */
    @Override
    public String toString() {
        return "Payload[op=" + op + ", s=" + sequence + ", t=" + name() + ", " + json.length + " bytes]";
    }
}
