package dev.nightjar.gateway.event;

import java.io.IOException;
import java.util.Map;

/** One payload of the gateway: its JSON bytes, and op, s and t found in them without a parse. */
public final class Payload {

    /** The payload of events that no payload caused. */
    public static final Payload EMPTY = of(new byte[] {'{', '}'});

    private final byte[] json;

    private Payload(byte[] json) {
        this.json = json;
    }

    public static Payload of(byte[] json) {
        return new Payload(json);
    }

    /** The opcode, or -1 where there is none. */
    public int op() {
        throw new UnsupportedOperationException();
    }

    /** The sequence, or -1 where there is none. */
    public long sequence() {
        throw new UnsupportedOperationException();
    }

    public EventType type() {
        throw new UnsupportedOperationException();
    }

    public String name() {
        throw new UnsupportedOperationException();
    }

    public int size() {
        return json.length;
    }

    public byte[] bytes() {
        throw new UnsupportedOperationException();
    }

    public String string() {
        throw new UnsupportedOperationException();
    }

    public Map<String, Object> map() throws IOException {
        throw new UnsupportedOperationException();
    }

    public <T> T as(Class<T> type) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** This payload as a typed event. Never throws. */
    public Event event() {
        throw new UnsupportedOperationException();
    }
}
