package dev.nightjar.gateway.inflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frame headers by hand: a descriptor, then what it says. */
class ZstdFrameTest {

    private static final int MAX_WINDOW = 8 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "28b52ffd 00 40", // 256 KiB
                "28b52ffd 00 68", // 8 MiB, the limit
                "28b52ffd 20 ff", // the content is the window: 255 bytes
                "28b52ffd 60 ffff", // 65,791 bytes
                "28b52ffd a0 00008000", // 8 MiB
                "28b52ffd e0 0000800000000000", // 8 MiB
                "28b52ffd 40 40 ffff", // a window of 256 KiB, and a content size that does not matter
                "28b52ffd 80 40 ffffffff",
                "28b52ffd c0 40 ffffffffffffffff"
            })
    void aHeaderWithinTheLimitsIsFollowedByBlocks(String header) throws Exception {
        byte[] bytes = bytes(header);
        var frame = new ZstdFrame(MAX_WINDOW);

        for (byte b : bytes) {
            assertThat(frame.isBetweenBlocks()).isFalse();
            frame.follow(ByteBuffer.wrap(new byte[] {b}));
        }

        assertThat(frame.isBetweenBlocks()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "28b52ffd 00 69, window of 9437184 bytes",
        "28b52ffd 00 88, window of 134217728 bytes",
        "28b52ffd 00 ff, window of 4123168604160 bytes",
        "28b52ffd a0 01008000, window of 8388609 bytes",
        "28b52ffd a0 ffffffff, window of 4294967295 bytes",
        "28b52ffd e0 ffffffffffffffff, window of 18446744073709551615 bytes",
        "28b52ffd 01 40 05, wants a dictionary",
        "28b52ffd 03 40 00000001, wants a dictionary",
        "502a4d18 01 00, does not begin with a zstd frame",
        "28b52ffe 00 40, does not begin with a zstd frame",
        "28b52ffd 00 40 010000, The zstd frame ends"
    })
    void aHeaderOverALimitIsRefused(String header, String reason) {
        var frame = new ZstdFrame(MAX_WINDOW);

        assertThatExceptionOfType(InflateException.class)
                .isThrownBy(() -> frame.follow(ByteBuffer.wrap(bytes(header))))
                .withMessageContaining(reason);
    }

    @Test
    void blocksEndWhereTheirHeadersSay() throws Exception {
        byte[] raw = bytes("28b52ffd 00 40 180000 616161"); // 3 bytes as they are
        byte[] repeated = bytes("020020 61"); // one byte 262,144 times
        byte[] empty = bytes("000000");
        var frame = new ZstdFrame(MAX_WINDOW);

        frame.follow(ByteBuffer.wrap(raw, 0, raw.length - 1));
        assertThat(frame.isBetweenBlocks()).isFalse();
        frame.follow(ByteBuffer.wrap(raw, raw.length - 1, 1));
        assertThat(frame.isBetweenBlocks()).isTrue();

        frame.follow(ByteBuffer.wrap(repeated, 0, 3));
        assertThat(frame.isBetweenBlocks()).isFalse();
        frame.follow(ByteBuffer.wrap(repeated, 3, 1));
        assertThat(frame.isBetweenBlocks()).isTrue();

        frame.follow(ByteBuffer.wrap(empty, 0, 1));
        assertThat(frame.isBetweenBlocks()).isFalse();
        frame.follow(ByteBuffer.wrap(empty, 1, 2));
        assertThat(frame.isBetweenBlocks()).isTrue();
    }

    private static byte[] bytes(String digits) {
        return Vectors.hex(digits.replace(" ", ""));
    }
}
