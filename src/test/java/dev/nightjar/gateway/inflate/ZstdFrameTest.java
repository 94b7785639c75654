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
        "28b52ffd 00 40 010000 28, The zstd frame ends with 1 bytes of the message left",
        "28b52ffd 04 40 010000 11223344 28b5, The zstd frame ends with 2 bytes of the message left",
        "28b52ffd 20 03 190000 616161 00, The zstd frame ends with 1 bytes of the message left"
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

    @ParameterizedTest
    @CsvSource({
        "28b52ffd 00 00, 1024",
        "28b52ffd 00 07, 1920",
        "28b52ffd 00 51, 1179648",
        "28b52ffd 20 01, 1",
        "28b52ffd 20 80, 128",
        "28b52ffd 20 ff, 255",
        "28b52ffd 60 0000, 256",
        "28b52ffd 60 0180, 33025",
        "28b52ffd 60 ffff, 65791",
        "28b52ffd a0 01000000, 1",
        "28b52ffd a0 78563412, 305419896",
        "28b52ffd e0 7856341200000000, 305419896"
    })
    void aWindowIsAllowedUpToTheLastByte(String header, int window) throws Exception {
        var allows = new ZstdFrame(window);
        var refuses = new ZstdFrame(window - 1);

        allows.follow(ByteBuffer.wrap(bytes(header)));

        assertThat(allows.isBetweenBlocks()).isTrue();
        assertThatExceptionOfType(InflateException.class)
                .isThrownBy(() -> refuses.follow(ByteBuffer.wrap(bytes(header))))
                .withMessageContaining("window of " + window + " bytes, more than " + (window - 1));
    }

    @ParameterizedTest
    @CsvSource({
        "000000, 0",
        "080000, 1", // as it is
        "0c0000, 1", // compressed
        "fc0000, 31",
        "040100, 32",
        "a40f00, 500",
        "f48301, 12414",
        "04fe07, 65472",
        "040008, 65536",
        "fcff0f, 131071",
        "fcffff, 2097151",
        "f2ffff, 1", // the same byte again and again
        "020000, 1"
    })
    void aBlockIsAsLongAsItsHeaderSaysInHoweverManyPartsThatComes(String header, int length) throws Exception {
        for (int part = 1; part <= 3; part++) {
            var frame = new ZstdFrame(MAX_WINDOW);
            frame.follow(ByteBuffer.wrap(bytes("28b52ffd 00 40")));
            for (int from = 0; from < 3; from += part) {
                assertThat(frame.isBetweenBlocks()).isEqualTo(from == 0);
                frame.follow(ByteBuffer.wrap(bytes(header), from, Math.min(part, 3 - from)));
            }
            if (length > 0) {
                assertThat(frame.isBetweenBlocks()).isFalse();
                frame.follow(ByteBuffer.allocate(length - 1));
                assertThat(frame.isBetweenBlocks()).isFalse();
                frame.follow(ByteBuffer.allocate(1));
            }

            assertThat(frame.isBetweenBlocks()).as("in parts of %d", part).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "28b52ffd 00 40 010000", // nothing in it
                "28b52ffd 00 40 190000 616161", // 3 bytes as they are
                "28b52ffd 00 40 180000 616161 010000", // two blocks
                "28b52ffd 00 40 030020 61", // one byte again and again
                "28b52ffd 20 03 190000 616161", // a single segment
                "28b52ffd 04 40 190000 616161 11223344", // with a checksum
                "28b52ffd 04 40 010000 11223344"
            })
    void afterAFrameThatHasEndedWithItsMessageAnotherOneBegins(String whole) throws Exception {
        byte[] bytes = bytes(whole);
        var frame = new ZstdFrame(MAX_WINDOW);

        for (int i = 0; i < 2; i++) {
            frame.follow(ByteBuffer.wrap(bytes, 0, bytes.length - 1));
            assertThat(frame.isBetweenBlocks()).isFalse();
            frame.follow(ByteBuffer.wrap(bytes, bytes.length - 1, 1));
            assertThat(frame.isBetweenBlocks()).isTrue();
            frame.endMessage();
        }

        assertThat(frame.isBetweenBlocks()).isFalse();
    }

    @Test
    void aFrameThatGoesOnIsNotEndedByItsMessage() throws Exception {
        var frame = new ZstdFrame(MAX_WINDOW);
        frame.follow(ByteBuffer.wrap(bytes("28b52ffd 00 40 180000 616161")));

        frame.endMessage();

        frame.follow(ByteBuffer.wrap(bytes("180000 616161")));
        assertThat(frame.isBetweenBlocks()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "28b5", // in the frame's header
                "28b52ffd c0 40 ff",
                "28b52ffd 00 40", // between blocks
                "28b52ffd 00 40 18", // in a block's header
                "28b52ffd 00 40 1800",
                "28b52ffd 00 40 180000 61", // in a block
                "28b52ffd 04 40 010000 11", // in a checksum
                "28b52ffd 00 40 010000" // behind the end
            })
    void afterAResetANewFrameBegins(String begun) throws Exception {
        var frame = new ZstdFrame(MAX_WINDOW);
        frame.follow(ByteBuffer.wrap(bytes(begun)));

        frame.reset();

        assertThat(frame.isBetweenBlocks()).isFalse();
        frame.follow(ByteBuffer.wrap(bytes("28b52ffd 00 40")));
        assertThat(frame.isBetweenBlocks()).isTrue();
        frame.follow(ByteBuffer.wrap(bytes("180000 616161")));
        assertThat(frame.isBetweenBlocks()).isTrue();
    }

    private static byte[] bytes(String digits) {
        return Vectors.hex(digits.replace(" ", ""));
    }
}
