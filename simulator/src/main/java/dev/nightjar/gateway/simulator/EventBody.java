package dev.nightjar.gateway.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A dispatch without its sequence, ready to be numbered: the same body serves many events. Immutable. */
final class EventBody {

    /** Stands for the sequence inside the data of a numbered body. */
    static final String SEQUENCE = "@sequence@";

    private static final byte[] NOTHING = {};

    private final byte[] head;
    private final byte[] middle;
    private final byte[] tail;
    private final boolean numbered;

    private EventBody(String head, String middle, String tail, boolean numbered) {
        this.head = head.getBytes(UTF_8);
        this.middle = middle.getBytes(UTF_8);
        this.tail = tail.getBytes(UTF_8);
        this.numbered = numbered;
    }

    /** A body with this JSON as its data, in which the first {@link #SEQUENCE}, if there is one, becomes the sequence. */
    static EventBody of(String type, String dJson) {
        String head = "{\"t\":\"" + type + "\",\"s\":";
        String rest = ",\"op\":0,\"d\":" + dJson + "}";
        int place = rest.indexOf(SEQUENCE);
        return place < 0
                ? new EventBody(head, rest, "", false)
                : new EventBody(head, rest.substring(0, place), rest.substring(place + SEQUENCE.length()), true);
    }

    byte[] json(long sequence) {
        byte[] digits = Long.toString(sequence).getBytes(UTF_8);
        byte[] inner = numbered ? digits : NOTHING;
        byte[] json = new byte[head.length + digits.length + middle.length + inner.length + tail.length];
        int end = 0;
        end = append(json, end, head);
        end = append(json, end, digits);
        end = append(json, end, middle);
        end = append(json, end, inner);
        append(json, end, tail);
        return json;
    }

    private static int append(byte[] to, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, to, at, bytes.length);
        return at + bytes.length;
    }
}
