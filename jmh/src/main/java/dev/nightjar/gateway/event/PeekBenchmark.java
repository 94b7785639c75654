package dev.nightjar.gateway.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.simulator.Traffic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Finding op, s and t of a payload. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeekBenchmark {

    /** Where the envelope's keys stand. */
    public enum Order {
        /** t, s, op, d: what Discord sends. */
        DISCORD,
        /** d, t, s, op. */
        D_FIRST,
        /** d, t, s, op, and d has keys of the same names. */
        D_FIRST_NESTED
    }

    /** One payload again and again, or a walk over many. */
    public enum Data {
        HOT(0),
        COLD(16_000_000);

        private final long bytes;

        Data(long bytes) {
            this.bytes = bytes;
        }
    }

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JSON MAPS = JSON.std;
    private static final String DATA = "\"op\":0,\"d\":";

    @Param
    Order order = Order.DISCORD;

    @Param({"100", "1200", "60000"})
    int size;

    @Param
    Data data = Data.COLD;

    private byte[][] payloads = {};
    private int next;

    /** Makes the payloads. */
    @Setup
    public void make() {
        List<byte[]> made = Traffic.ofSize(size, Math.max(data.bytes, 1));
        payloads = made.stream().map(json -> ordered(json, order)).toArray(byte[][]::new);
    }

    /** What the library does. */
    @Benchmark
    public long nightjar() {
        PayloadPeek peek = new PayloadPeek(payload());
        return peek.op() + peek.sequence() + peek.nameFrom() + peek.nameTo();
    }

    /** The same with the payload around it, as the reader makes it: one object for both, and the type of the event. */
    @Benchmark
    public Payload payloadOf() {
        return Payload.of(payload());
    }

    /** The same by a streaming parser that stops when it has all three. */
    @Benchmark
    public long jacksonStreaming() throws IOException {
        try (JsonParser parser = FACTORY.createParser(payload())) {
            long op = -1;
            long sequence = -1;
            int name = 0;
            int found = 0;
            parser.nextToken();
            for (String key = parser.nextFieldName(); found < 3 && key != null; key = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (key) {
                    case "op" -> {
                        op = parser.getIntValue();
                        found++;
                    }
                    case "s" -> {
                        sequence = value == JsonToken.VALUE_NULL ? -1 : parser.getLongValue();
                        found++;
                    }
                    case "t" -> {
                        name = value == JsonToken.VALUE_NULL ? 0 : parser.getTextLength();
                        found++;
                    }
                    default -> parser.skipChildren();
                }
                if (found == 3) {
                    break;
                }
            }
            return op + sequence + name;
        }
    }

    /** The same by reading the whole payload into a map. */
    @Benchmark
    public Map<String, Object> jacksonJrMap() throws IOException {
        return MAPS.mapFrom(payload());
    }

    private byte[] payload() {
        next = next + 1 < payloads.length ? next + 1 : 0;
        return payloads[next];
    }

    private static byte[] ordered(byte[] json, Order order) {
        // A char for each byte, so that nothing is lost on the way.
        String text = new String(json, ISO_8859_1);
        int at = text.indexOf(DATA);
        String envelope = text.substring(1, at) + "\"op\":0";
        String d = text.substring(at + DATA.length(), text.length() - 1);
        String reordered = switch (order) {
            case DISCORD -> text;
            case D_FIRST -> "{\"d\":" + d + "," + envelope + "}";
            case D_FIRST_NESTED ->
                "{\"d\":{\"op\":9,\"s\":9,\"t\":\"NO\",\"in\":{\"op\":8}," + d.substring(1) + "," + envelope + "}";
        };
        return reordered.getBytes(ISO_8859_1);
    }
}
