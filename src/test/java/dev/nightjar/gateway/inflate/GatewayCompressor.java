package dev.nightjar.gateway.inflate;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.nightjar.gateway.Compression;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;

/** The gateway's end of a transport compression: one context, and a WebSocket message for each payload. */
interface GatewayCompressor extends AutoCloseable {

    byte[] compress(byte[] payload);

    @Override
    void close();

    static GatewayCompressor open(Compression compression) {
        return compression == Compression.ZLIB ? new Zlib() : new Zstd(18);
    }

    static GatewayCompressor zstd(int windowLog) {
        return new Zstd(windowLog);
    }

    /** {@code zlib-stream}, by a flush after each payload. */
    final class Zlib implements GatewayCompressor {

        private final Deflater deflater = new Deflater();

        @Override
        public byte[] compress(byte[] payload) {
            byte[] out = new byte[payload.length + payload.length / 100 + 1024];
            deflater.setInput(payload);
            int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            return Arrays.copyOf(out, length);
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    /** {@code zstd-stream}, by a flush after each payload. */
    final class Zstd implements GatewayCompressor {

        private final ZstdCompressCtx context = new ZstdCompressCtx();

        Zstd(int windowLog) {
            context.setLevel(3).setWindowLog(windowLog);
        }

        @Override
        public byte[] compress(byte[] payload) {
            ByteBuffer in =
                    ByteBuffer.allocateDirect(payload.length).put(payload).flip();
            ByteBuffer out = ByteBuffer.allocateDirect(payload.length + payload.length / 100 + 1024);
            while (!context.compressDirectByteBufferStream(out, in, EndDirective.FLUSH) || in.hasRemaining()) {
                // Until all of it is out.
            }
            byte[] message = new byte[out.flip().remaining()];
            out.get(message);
            return message;
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
