package dev.nightjar.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightjar.gateway.simulator.Traffic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What a connection is sent, from HELLO on: compressed and framed beforehand, message after message. Immutable. */
final class Script {

    private static final int FIN_TEXT = 0x81;
    private static final int FIN_BINARY = 0x82;
    private static final int ACKS = 10_000;
    private static final byte[] ACK = "{\"t\":null,\"s\":null,\"op\":11,\"d\":null}".getBytes(UTF_8);

    private final ByteBuffer frames;
    private final int[] ends;

    private Script(ByteBuffer frames, int[] ends) {
        this.frames = frames;
        this.ends = ends;
    }

    private Script(Compression compression, List<byte[]> payloads) {
        List<byte[]> messages = Traffic.compressed(compression, payloads);
        long bytes =
                messages.stream().mapToLong(message -> message.length + 10L).sum();
        frames = ByteBuffer.allocateDirect(Math.toIntExact(bytes));
        ends = new int[messages.size()];
        for (int i = 0; i < ends.length; i++) {
            frame(compression == Compression.NONE ? FIN_TEXT : FIN_BINARY, messages.get(i));
            ends[i] = frames.position();
        }
        frames.flip();
    }

    /** HELLO, READY, and so many events. */
    static Script events(Compression compression, int events) {
        List<byte[]> payloads = new ArrayList<>(List.of(hello(3_600_000), ready()));
        payloads.addAll(Traffic.mixed(events, 2));
        return new Script(compression, payloads);
    }

    /**
     * HELLO, READY, and so many events, with what other clients need beside them. An acknowledgement goes with HELLO, as Discord4J
     * does not identify before one, and the guilds of the events go with READY: each counts as one message.
     */
    static Script peers(Compression compression, int events) {
        List<byte[]> payloads = new ArrayList<>(List.of(hello(3_600_000), ACK));
        payloads.addAll(Traffic.arrival(Traffic.GUILDS));
        int welcome = payloads.size() - 2;
        payloads.addAll(Traffic.mixed(events, welcome + 1));
        return new Script(compression, payloads).joined(2, welcome);
    }

    /** HELLO, READY with so many guilds, those, and acknowledgements. */
    static Script arrival(Compression compression, int guilds) {
        List<byte[]> payloads = new ArrayList<>(List.of(hello(41_250)));
        payloads.addAll(Traffic.arrival(guilds));
        payloads.addAll(Collections.nCopies(ACKS, ACK));
        return new Script(compression, payloads);
    }

    /** HELLO with this interval, READY, and acknowledgements. */
    static Script idle(Compression compression, int intervalMillis) {
        List<byte[]> payloads = new ArrayList<>(List.of(hello(intervalMillis), ready()));
        payloads.addAll(Collections.nCopies(ACKS, ACK));
        return new Script(compression, payloads);
    }

    /** The same frames, so many of which count as the first message, and so many more as the second. */
    private Script joined(int first, int second) {
        int[] joined = IntStream.concat(
                        IntStream.of(ends[first - 1], ends[first + second - 1]),
                        Arrays.stream(ends, first + second, ends.length))
                .toArray();
        return new Script(frames, joined);
    }

    int messages() {
        return ends.length;
    }

    /** The frames of the messages from one number to another, which is excluded. */
    ByteBuffer frames(int from, int to) {
        int start = from == 0 ? 0 : ends[from - 1];
        return frames.slice(start, ends[to - 1] - start);
    }

    // RFC 6455, 5.2
    private void frame(int first, byte[] message) {
        frames.put((byte) first);
        if (message.length < 126) {
            frames.put((byte) message.length);
        } else if (message.length < 1 << 16) {
            frames.put((byte) 126).putShort((short) message.length);
        } else {
            frames.put((byte) 127).putLong(message.length);
        }
        frames.put(message);
    }

    private static byte[] hello(int intervalMillis) {
        return ("{\"t\":null,\"s\":null,\"op\":10,\"d\":{\"heartbeat_interval\":" + intervalMillis + "}}")
                .getBytes(UTF_8);
    }

    private static byte[] ready() {
        return """
                {"t":"READY","s":1,"op":0,"d":{"v":10,"user":{"id":"1","username":"nightjar","bot":true},"guilds":[],\
                "session_id":"session","resume_gateway_url":"ws://127.0.0.1:1","application":{"id":"1","flags":0}}}""".getBytes(UTF_8);
    }
}
