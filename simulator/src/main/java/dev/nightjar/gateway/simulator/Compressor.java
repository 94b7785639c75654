package dev.nightjar.gateway.simulator;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * The encoder of the payloads of one connection. The payloads must be sent in the order in which they were compressed, because
 * they share one context. Confined to the thread that writes.
 */
sealed interface Compressor extends AutoCloseable {

    /** Opens the compressor for the {@code compress} of a client's query; it is plain text for none or an unknown one. */
    static Compressor open(UpgradeRequest request) {
        return switch (request.parameter("compress").orElse("")) {
            case "zlib-stream" -> new ZlibStream();
            case "zstd-stream" -> new ZstdStream();
            default -> new Plain();
        };
    }

    /** The opcode of the WebSocket messages. */
    int opcode();

    byte[] compress(byte[] json);

    /** Whether a payload may take several WebSocket messages. */
    default boolean splits() {
        return false;
    }

    /** How many bytes of a context's first message come before its first block. */
    default int prefixBytes() {
        return 0;
    }

    @Override
    default void close() {}

    /** No compression: text. */
    final class Plain implements Compressor {

        @Override
        public int opcode() {
            return ServerFrame.TEXT;
        }

        @Override
        public byte[] compress(byte[] json) {
            return json;
        }
    }

    /** One zlib stream for the connection, flushed after each payload. Discord: gateway#zlibstream */
    final class ZlibStream implements Compressor {

        private final Deflater deflater = new Deflater();
        private byte[] out = new byte[8 * 1024];

        @Override
        public int opcode() {
            return ServerFrame.BINARY;
        }

        @Override
        public byte[] compress(byte[] json) {
            deflater.setInput(json);
            int length = 0;
            while (true) {
                length += deflater.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
                if (length < out.length) {
                    return Arrays.copyOf(out, length);
                }
                out = Arrays.copyOf(out, 2 * out.length);
            }
        }

        @Override
        public boolean splits() {
            return true;
        }

        @Override
        public int prefixBytes() {
            return 2;
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    /** One zstd frame for the connection, never ended, flushed after each payload. Discord: gateway#zstdstream */
    final class ZstdStream implements Compressor {

        private static final int LEVEL = 3;
        private static final int WINDOW_LOG = 18; // as seen in Discord's frames

        private final ZstdCompressCtx context = new ZstdCompressCtx()
                .setLevel(LEVEL)
                .setWindowLog(WINDOW_LOG)
                .setContentSize(false)
                .setChecksum(false);
        private ByteBuffer out = ByteBuffer.allocate(8 * 1024);

        @Override
        public int opcode() {
            return ServerFrame.BINARY;
        }

        @Override
        public byte[] compress(byte[] json) {
            ByteBuffer in = ByteBuffer.wrap(json);
            out.clear();
            while (!context.compressByteBufferStream(out, in, EndDirective.FLUSH)) {
                out = ByteBuffer.allocate(2 * out.capacity()).put(out.flip());
            }
            return Arrays.copyOf(out.array(), out.position());
        }

        @Override
        public int prefixBytes() {
            return 6;
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** A zlib stream for each payload. Discord: gateway#payload-compression */
    final class EachPayload implements Compressor {

        @Override
        public int opcode() {
            return ServerFrame.BINARY;
        }

        @Override
        public byte[] compress(byte[] json) {
            Deflater deflater = new Deflater();
            try {
                deflater.setInput(json);
                deflater.finish();
                byte[] out = new byte[json.length + 64];
                return Arrays.copyOf(out, deflater.deflate(out));
            } finally {
                deflater.end();
            }
        }

        @Override
        public int prefixBytes() {
            return 2;
        }
    }
}
