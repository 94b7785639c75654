package dev.nightjar.gateway.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Payload;
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

/** Making a typed event of a payload, beside what merely looking at each token of it costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {

    private static final JsonFactory JACKSON = new JsonFactory();
    private static final int EVENTS = 3_000;

    /** All types of the mixed stream in turn, as a shard gets them. Code for all of them is worse than code for one. */
    private static final String MIXED = "MIXED";

    @Param({
        MIXED,
        "MESSAGE_CREATE",
        "PRESENCE_UPDATE",
        "TYPING_START",
        "GUILD_MEMBER_UPDATE",
        "MESSAGE_REACTION_ADD",
        "VOICE_STATE_UPDATE",
        "GUILD_CREATE"
    })
    String type = "";

    private Payload[] payloads = {};
    private int next;

    /** Makes the payloads. */
    @Setup
    public void make() {
        List<byte[]> traffic = type.equals(MIXED) ? Traffic.mixed(EVENTS, 1) : Traffic.ofType(type);
        payloads = traffic.stream().map(Payload::of).toArray(Payload[]::new);
    }

    /** What the library does when the loop takes the event. */
    @Benchmark
    public Event typed() {
        return payload().event();
    }

    /** A walk of jackson-core over all tokens, which reads none of their values. */
    @Benchmark
    public int tokenScan() throws IOException {
        try (JsonParser parser = JACKSON.createParser(payload().bytes())) {
            int tokens = 0;
            while (parser.nextToken() != null) {
                tokens++;
            }
            return tokens;
        }
    }

    /** Without a record: the data as a map. */
    @Benchmark
    public Map<String, Object> map() {
        return payload().map();
    }

    private Payload payload() {
        next = next + 1 < payloads.length ? next + 1 : 0;
        return payloads[next];
    }
}
