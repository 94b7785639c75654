package dev.nightjar.gateway;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdInputStream;
import dev.nightjar.gateway.simulator.Traffic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
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
    private Decompressor decompressor = (message, size) -> 0;
    private int next;

    /** How many bytes came out. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Inflated {
        public long bytes;
    }

    private interface Decompressor extends AutoCloseable {

        /** Inflates a message and says how large the payload is. */
        int inflate(byte[] message, int size) throws Exception;

        @Override
        default void close() throws IOException {}
    }

    /** Makes the stream. */
    @Setup
    public void make() throws Exception {
        List<byte[]> payloads =
                stream == Stream.MIXED ? Traffic.mixed(3_000, 1) : Traffic.ofSize(stream.size, TOTAL_BYTES);
        sizes = payloads.stream().mapToInt(payload -> payload.length).toArray();
        messages = Traffic.compressed(compression, payloads).toArray(byte[][]::new);
        begin();
    }

    private void begin() throws Exception {
        decompressor.close();
        next = 0;
        decompressor = switch (by) {
            case NIGHTJAR -> nightjar();
            case NATIVE, NATIVE_COPIED -> compression == Compression.ZSTD ? zstd() : zlib();
            case STREAM -> stream();
        };
    }

    /** Gives the native memory back. */
    @TearDown(Level.Trial)
    public void end() throws Exception {
        decompressor.close();
    }

    /** One message. */
    @Benchmark
    public int inflate(Inflated inflated) throws Exception {
        if (next == messages.length) {
            begin();
        }
        int length = decompressor.inflate(messages[next], sizes[next]);
        next++;
        inflated.bytes += length;
        return length;
    }

    private Decompressor nightjar() {
        dev.nightjar.gateway.Inflater inflater = dev.nightjar.gateway.Inflater.open(compression, 64 << 20, 8 << 20);
        return new Decompressor() {
            @Override
            public int inflate(byte[] message, int size) throws InflateException {
                byte[] payload = inflater.inflate(ByteBuffer.wrap(message).asReadOnlyBuffer(), true);
                return payload == null ? 0 : payload.length;
            }

            @Override
            public void close() {
                inflater.close();
            }
        };
    }

    private Decompressor zstd() {
        ZstdDecompressCtx context = new ZstdDecompressCtx();
        // All in direct memory beforehand: a copy of the input is no part of the floor.
        ByteBuffer[] inputs = new ByteBuffer[messages.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = ByteBuffer.allocateDirect(messages[i].length)
                    .put(messages[i])
                    .flip();
        }
        ByteBuffer output = ByteBuffer.allocateDirect(LARGEST);
        return new Decompressor() {
            @Override
            public int inflate(byte[] message, int size) {
                ByteBuffer input = inputs[next].rewind();
                output.clear();
                context.decompressDirectByteBufferStream(output, input);
                return copied(output.flip());
            }

            @Override
            public void close() {
                context.close();
            }
        };
    }

    private Decompressor zlib() {
        Inflater inflater = new Inflater();
        ByteBuffer output = ByteBuffer.allocateDirect(LARGEST);
        return new Decompressor() {
            @Override
            public int inflate(byte[] message, int size) throws DataFormatException {
                inflater.setInput(message);
                output.clear();
                inflater.inflate(output);
                return copied(output.flip());
            }

            @Override
            public void close() {
                inflater.end();
            }
        };
    }

    private int copied(ByteBuffer output) {
        if (by == By.NATIVE) {
            return output.remaining();
        }
        byte[] payload = new byte[output.remaining()];
        output.get(payload);
        return payload.length;
    }

    private Decompressor stream() throws IOException {
        Source source = new Source();
        InputStream in = compression == Compression.ZLIB
                ? new InflaterInputStream(source, new Inflater(), 16 * 1024)
                : new ZstdInputStream(source).setContinuous(true);
        return new Decompressor() {
            @Override
            public int inflate(byte[] message, int size) throws IOException {
                source.message = new ByteArrayInputStream(message);
                return in.readNBytes(size).length;
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
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
