package dev.nightjar.gateway.inflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdCompressCtx;
import com.sun.management.ThreadMXBean;
import dev.nightjar.gateway.Compression;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that the gateway chooses are bounded before memory is taken. */
@Timeout(60)
class InflaterLimitTest {

    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void aBombIsStoppedAtTheLimitAndNotAllocated(Compression compression) throws Exception {
        byte[] bomb = compressed(compression, new byte[64 * MIB]);
        try (MessageInflater inflater = Vectors.open(compression, MIB)) {
            long before = allocatedBytes();

            assertThatExceptionOfType(InflateException.class)
                    .isThrownBy(() -> inflater.inflate(ByteBuffer.wrap(bomb), true))
                    .withMessageContaining("more than 1048576 bytes")
                    .withMessageContaining("GatewayConfig.Builder.maxPayloadBytes");

            assertThat(allocatedBytes() - before).isLessThan(3 * MIB);
            inflater.reset();
            assertThat(Vectors.texts(inflater, Vectors.messages(compression))).isEqualTo(Vectors.TEXTS);
        }
    }

    @Test
    void aBombInMessagesThatNeverEndIsStoppedToo() throws Exception {
        byte[] bomb = compressed(Compression.ZLIB, new byte[2 * MIB]);
        try (MessageInflater inflater = Vectors.open(Compression.ZLIB, MIB)) {
            assertThatExceptionOfType(InflateException.class).isThrownBy(() -> {
                for (byte b : bomb) {
                    assertThat(inflater.inflate(ByteBuffer.wrap(new byte[] {b}), true))
                            .isNull();
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void aPayloadAsLargeAsTheLimitPassesAndOneByteMoreDoesNot(Compression compression) throws Exception {
        int limit = 3 * InflatedPayload.WINDOW_BYTES;
        try (MessageInflater inflater = Vectors.open(compression, limit)) {
            byte[] most = inflater.inflate(ByteBuffer.wrap(compressed(compression, new byte[limit])), true);
            assertThat(most).hasSize(limit);

            inflater.reset();
            byte[] message = compressed(compression, new byte[limit + 1]);
            assertThatExceptionOfType(InflateException.class)
                    .isThrownBy(() -> inflater.inflate(ByteBuffer.wrap(message), true));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void aLargePayloadPasses(Compression compression) throws Exception {
        byte[] payload = new byte[16 * MIB];
        Arrays.fill(payload, (byte) '7');
        try (MessageInflater inflater = Vectors.open(compression)) {
            byte[] inflated = inflater.inflate(ByteBuffer.wrap(compressed(compression, payload)), true);

            assertThat(inflated).isEqualTo(payload);
        }
    }

    @Test
    void theMemoryOfALargePayloadIsNotKept() throws Exception {
        byte[] payload = new byte[16 * MIB];
        var collected = new InflatedPayload(Vectors.MAX_PAYLOAD);
        fill(collected, payload);
        assertThat(collected.heldBytes()).isEqualTo(payload.length);
        assertThat(collected.take()).isEqualTo(payload);
        assertThat(collected.heldBytes()).isLessThanOrEqualTo(64 * 1024);

        collected.window().put((byte) '7');
        assertThat(collected.take()).containsExactly('7');
        assertThat(collected.heldBytes()).isZero();
    }

    private static void fill(InflatedPayload collected, byte[] payload) throws InflateException {
        for (int filled = 0; filled < payload.length; filled += InflatedPayload.WINDOW_BYTES) {
            collected.window().put(payload, filled, InflatedPayload.WINDOW_BYTES);
            assertThat(collected.drain()).isTrue();
        }
    }

    @Test
    void aRowOfLargePayloadsComesOutWhole() throws Exception {
        var collected = new InflatedPayload(Vectors.MAX_PAYLOAD);
        for (char filling = '1'; filling <= '9'; filling++) {
            byte[] payload = new byte[(filling - '0') * InflatedPayload.WINDOW_BYTES];
            Arrays.fill(payload, (byte) filling);
            fill(collected, payload);
            assertThat(collected.take()).isEqualTo(payload);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25, 27})
    void aZstdWindowAboveTheLimitIsRefused(int windowLog) throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD);
                GatewayCompressor gateway = GatewayCompressor.zstd(windowLog)) {
            byte[] message = gateway.compress("{}".getBytes(StandardCharsets.UTF_8));

            assertThatExceptionOfType(InflateException.class)
                    .isThrownBy(() -> inflater.inflate(ByteBuffer.wrap(message), true))
                    .withMessageContaining("a window of " + (1 << windowLog) + " bytes, more than 8388608")
                    .withMessageContaining("GatewayConfig.Builder.maxZstdWindowBytes");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 17, 21, 23})
    void aZstdWindowUpToTheLimitPasses(int windowLog) throws Exception {
        byte[] payload = "{\"op\":11}".getBytes(StandardCharsets.UTF_8);
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD);
                GatewayCompressor gateway = GatewayCompressor.zstd(windowLog)) {
            assertThat(inflater.inflate(ByteBuffer.wrap(gateway.compress(payload)), true))
                    .isEqualTo(payload);
        }
    }

    @Test
    void aZstdFrameWhoseContentIsItsWindowIsBoundedToo() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD);
                ZstdCompressCtx context = new ZstdCompressCtx()) {
            byte[] message = context.setLevel(1).setWindowLog(24).compress(new byte[9 * MIB]);

            assertThatExceptionOfType(InflateException.class)
                    .isThrownBy(() -> inflater.inflate(ByteBuffer.wrap(message), true))
                    .withMessageContaining("a window of " + 9 * MIB + " bytes");
        }
    }

    private static byte[] compressed(Compression compression, byte[] payload) {
        try (GatewayCompressor gateway = GatewayCompressor.open(compression)) {
            return gateway.compress(payload);
        }
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
