package dev.nightjar.gateway;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdInputStream;
import dev.nightjar.gateway.inflate.InflateException;
import dev.nightjar.gateway.inflate.MessageInflater;
import dev.nightjar.gateway.simulator.Traffic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Inflating the messages of a connection one after the other, by one context. At the stream's end it begins anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(3)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InflateBenchmark {

    /** The payloads of a stream. */
    public enum Stream {
        SMALL(300),
        MEDIUM(1_200),
        LARGE(60_000),
        MIXED(0);

        private final int size;

        Stream(int size) {
            this.size = size;
        }

        List<byte[]> payloads() {
            return this == MIXED ? Traffic.mixed(MIXED_EVENTS, 1) : Traffic.ofSize(size, TOTAL_BYTES);
        }

        double meanBytes() {
            return payloads().stream()
                    .mapToInt(payload -> payload.length)
                    .average()
                    .orElseThrow();
        }
    }

    /** Who inflates. */
    public enum By {
        /** The library. */
        NIGHTJAR,
        /** The native call alone, from a direct buffer into one that is used again: the floor. */
        NATIVE,
        /** The same and a copy into an array of the payload's size, as whoever keeps the payload needs. */
        NATIVE_COPIED,
        /** InflaterInputStream or ZstdInputStream, told how long each payload is. */
        STREAM
    }

    private static final int MIXED_EVENTS = 3_000;
    private static final long TOTAL_BYTES = 8_000_000;
    private static final int LARGEST = 1 << 20;

    @Param({"ZSTD", "ZLIB"})
    Compression compression = Compression.ZSTD;

    @Param
    Stream stream = Stream.MIXED;

    @Param
    By by = By.NIGHTJAR;

    private byte[][] messages = {};
    private int[] sizes = {};
    private Decompressor decompressor;
    private int next;

    /** A context over the stream. */
    private interface Decompressor extends AutoCloseable {

        /** Inflates the message with this number, and says how large the payload is. */
        int inflate(int message) throws Exception;

        /** The stream begins anew. */
        void restart() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Makes the stream. */
    @Setup
    public void make() throws IOException {
        List<byte[]> payloads = stream.payloads();
        sizes = payloads.stream().mapToInt(payload -> payload.length).toArray();
        messages = Traffic.compressed(compression, payloads).toArray(byte[][]::new);
        decompressor = switch (by) {
            case NIGHTJAR -> new OfNightjar();
            case NATIVE, NATIVE_COPIED -> compression == Compression.ZSTD ? new NativeZstd() : new NativeZlib();
            case STREAM -> new OfStream();
        };
    }

    /** Gives the native memory back. */
    @TearDown
    public void end() throws IOException {
        decompressor.close();
    }

    /** One message. */
    @Benchmark
    public int inflate() throws Exception {
        if (next == messages.length) {
            decompressor.restart();
            next = 0;
        }
        return decompressor.inflate(next++);
    }

    private final class OfNightjar implements Decompressor {

        private final MessageInflater inflater = compression.openInflater(64 << 20, 8 << 20);
        private final ByteBuffer[] parts = Arrays.stream(messages)
                .map(message -> ByteBuffer.wrap(message).asReadOnlyBuffer()) // as the JDK's WebSocket hands them over
                .toArray(ByteBuffer[]::new);

        @Override
        public int inflate(int message) throws InflateException {
            byte[] payload = inflater.inflate(parts[message].rewind(), true);
            return payload == null ? 0 : payload.length;
        }

        @Override
        public void restart() {
            inflater.reset();
        }

        @Override
        public void close() {
            inflater.close();
        }
    }

    private final class NativeZstd implements Decompressor {

        private final ZstdDecompressCtx context = new ZstdDecompressCtx();
        // In direct memory beforehand: a copy of the input is no part of the floor.
        private final ByteBuffer[] inputs = Arrays.stream(messages)
                .map(message ->
                        ByteBuffer.allocateDirect(message.length).put(message).flip())
                .toArray(ByteBuffer[]::new);
        private final ByteBuffer output = ByteBuffer.allocateDirect(LARGEST);

        @Override
        public int inflate(int message) {
            context.decompressDirectByteBufferStream(output.clear(), inputs[message].rewind());
            return copied(output.flip());
        }

        @Override
        public void restart() {
            context.reset();
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private final class NativeZlib implements Decompressor {

        private final Inflater inflater = new Inflater();
        private final ByteBuffer output = ByteBuffer.allocateDirect(LARGEST);

        @Override
        public int inflate(int message) throws DataFormatException {
            inflater.setInput(messages[message]);
            inflater.inflate(output.clear());
            return copied(output.flip());
        }

        @Override
        public void restart() {
            inflater.reset();
        }

        @Override
        public void close() {
            inflater.end();
        }
    }

    private final class OfStream implements Decompressor {

        private final Source source = new Source();
        private InputStream in = open();

        private InputStream open() throws IOException {
            return compression == Compression.ZLIB
                    ? new InflaterInputStream(source, new Inflater(), 16 * 1024)
                    : new ZstdInputStream(source).setContinuous(true);
        }

        private OfStream() throws IOException {}

        @Override
        public int inflate(int message) throws IOException {
            source.message = new ByteArrayInputStream(messages[message]);
            return in.readNBytes(sizes[message]).length;
        }

        @Override
        public void restart() throws IOException {
            in.close();
            in = open();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private int copied(ByteBuffer output) {
        if (by == By.NATIVE) {
            return output.remaining();
        }
        byte[] payload = new byte[output.remaining()];
        output.get(payload);
        return payload.length;
    }

    /** Gives a stream one message after the other. */
    private static final class Source extends InputStream {

        private InputStream message = InputStream.nullInputStream();

        @Override
        public int read() throws IOException {
            return message.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return message.read(bytes, from, length);
        }
    }
}
