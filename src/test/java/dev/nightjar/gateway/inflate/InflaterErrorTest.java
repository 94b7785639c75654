package dev.nightjar.gateway.inflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.nightjar.gateway.Compression;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Broken streams: one error within bounded time, nothing until the reset, and everything after it. */
@Timeout(60)
class InflaterErrorTest {

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void aStreamCannotBeJoinedInTheMiddle(Compression compression) throws Exception {
        List<byte[]> messages = Vectors.messages(compression);
        try (MessageInflater inflater = Vectors.open(compression)) {
            for (byte[] message : messages.subList(1, messages.size())) {
                inflater.reset();
                assertBroken(inflater, message);
            }
            assertHealedByReset(inflater, messages);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void afterAnErrorNothingIsReadUntilTheReset(Compression compression) throws Exception {
        List<byte[]> messages = Vectors.messages(compression);
        try (MessageInflater inflater = Vectors.open(compression)) {
            assertBroken(inflater, messages.get(1));

            for (byte[] message : messages) {
                assertBroken(inflater, message).withMessageContaining("broke at an earlier message");
            }
            assertHealedByReset(inflater, messages);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void aFlippedByteIsAnErrorOrAnotherTextAndNeverMore(Compression compression) throws Exception {
        List<byte[]> messages = Vectors.messages(compression);
        int errors = 0;
        int streams = 0;
        try (MessageInflater inflater = Vectors.open(compression)) {
            for (int m = 0; m < messages.size(); m++) {
                for (int i = 0; i < messages.get(m).length; i++) {
                    for (int flip : new int[] {0xFF, 1, 2, 4, 8, 16, 32, 64, 128}) {
                        byte[] flipped = messages.get(m).clone();
                        flipped[i] ^= (byte) flip;
                        List<byte[]> stream = new ArrayList<>(messages);
                        stream.set(m, flipped);

                        inflater.reset();
                        streams++;
                        try {
                            Vectors.texts(inflater, stream);
                        } catch (InflateException e) {
                            errors++;
                        }
                    }
                }
            }
            assertHealedByReset(inflater, messages);
        }
        assertThat(errors).isBetween(streams / 5, streams);
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void aFlippedByteInTheFirstFourIsAnError(Compression compression) throws Exception {
        byte[] message = Vectors.messages(compression).getFirst();
        try (MessageInflater inflater = Vectors.open(compression)) {
            for (int i = 0; i < (compression == Compression.ZLIB ? 2 : 4); i++) {
                byte[] flipped = message.clone();
                flipped[i] ^= (byte) 0xFF;

                inflater.reset();
                assertBroken(inflater, flipped);
            }
        }
    }

    @Test
    void aFlippedByteInAZlibFlushIsAnError() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZLIB)) {
            byte[] flipped = Vectors.V1.clone();
            flipped[flipped.length - 1] ^= (byte) 0xFF;

            assertBroken(inflater, flipped).withMessageContaining("invalid stored block lengths");
        }
    }

    @Test
    void aZstdMessageThatStopsInsideABlockIsAnError() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD)) {
            for (int m = 0; m < Vectors.V4.size(); m++) {
                byte[] message = Vectors.V4.get(m);
                for (int length = 0; length < message.length; length++) {
                    inflater.reset();
                    Vectors.texts(inflater, Vectors.V4.subList(0, m));

                    byte[] cut = Arrays.copyOf(message, length);
                    assertThatExceptionOfType(InflateException.class)
                            .as("message %d cut after %d bytes", m, length)
                            .isThrownBy(() -> inflater.inflate(ByteBuffer.wrap(cut), true));
                }
            }
            assertHealedByReset(inflater, Vectors.V4);
        }
    }

    @Test
    void aZstdMessageThatStopsInsideALaterBlockIsAnError() throws Exception {
        byte[] large = new byte[300_000]; // more than two blocks
        new Random(1).nextBytes(large);
        for (int i = 0; i < large.length; i++) {
            large[i] &= 0x7F;
        }
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD);
                GatewayCompressor gateway = GatewayCompressor.open(Compression.ZSTD)) {
            byte[] message = gateway.compress(large);

            assertBroken(inflater, Arrays.copyOf(message, message.length - 1))
                    .withMessage("A message ends inside a zstd block");
        }
    }

    @Test
    void aZstdFrameThatEndsInTheMiddleOfAMessageIsAnError() throws Exception {
        byte[] ended = Zstd.compress(Vectors.TEXTS.getFirst().getBytes(StandardCharsets.UTF_8));
        byte[] twice = Arrays.copyOf(ended, 2 * ended.length);
        System.arraycopy(ended, 0, twice, ended.length, ended.length);
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD)) {
            assertBroken(inflater, twice)
                    .withMessage("The zstd frame ends with " + ended.length + " bytes of the message left");

            assertHealedByReset(inflater, Vectors.V4);
        }
    }

    @Test
    void aZstdFrameThatIsCutAnywhereIsAnErrorAlsoInItsChecksum() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD);
                ZstdCompressCtx context = new ZstdCompressCtx()) {
            byte[] whole =
                    context.setChecksum(true).compress(Vectors.TEXTS.getFirst().getBytes(StandardCharsets.UTF_8));
            for (int length = 0; length < whole.length; length++) {
                inflater.reset();
                assertBroken(inflater, Arrays.copyOf(whole, length));
            }
            byte[] wrong = whole.clone();
            wrong[wrong.length - 1] ^= 1;
            inflater.reset();
            assertBroken(inflater, wrong).withMessageContaining("checksum");

            inflater.reset();
            assertThat(Vectors.texts(inflater, List.of(whole))).containsExactly(Vectors.TEXTS.getFirst());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNoFirstMessageInflatesTwiceInARowTheErrorNamesTheRemedy(Compression compression) throws Exception {
        byte[] strange = {1, 2, 3, 4, 5, 6, 7, 8};
        try (MessageInflater inflater = Vectors.open(compression)) {
            assertBroken(inflater, strange).withMessageNotContaining("choose another");
            inflater.reset();
            assertBroken(inflater, strange)
                    .withMessageContaining("Not one message of the last 2 connections")
                    .withMessageContaining("choose another GatewayConfig.Builder.compression");
            inflater.reset();
            assertBroken(inflater, strange).withMessageContaining("the last 3 connections");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void aConnectionThatBreaksAfterAMessageHasInflatedStartsTheCountAnew(Compression compression) throws Exception {
        byte[] strange = {1, 2, 3, 4, 5, 6, 7, 8};
        byte[] first = Vectors.messages(compression).getFirst();
        try (MessageInflater inflater = Vectors.open(compression)) {
            assertBroken(inflater, strange);
            for (int i = 0; i < 3; i++) {
                inflater.reset();
                Vectors.texts(inflater, List.of(first));
                assertBroken(inflater, strange).withMessageNotContaining("choose another");
            }
            inflater.reset();
            assertBroken(inflater, strange).withMessageNotContaining("choose another");
        }
    }

    @Test
    void aZstdMessageThatIsSentAgainAfterHalfOfItIsAnError() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD)) {
            assertThat(inflater.inflate(ByteBuffer.wrap(Vectors.V2, 0, Vectors.V2.length - 2), false))
                    .isNull();
            assertBroken(inflater, Vectors.V2);

            inflater.reset();
            assertThat(Vectors.texts(inflater, List.of(Vectors.V2))).containsExactly(Vectors.HELLO_ZSTD);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void aPayloadThatIsNotUtf8IsAnError(Compression compression) throws Exception {
        byte[] latin1 = "{\"op\":0,\"d\":\"café au lait\"}".getBytes(StandardCharsets.ISO_8859_1);
        try (MessageInflater inflater = Vectors.open(compression);
                GatewayCompressor gateway = GatewayCompressor.open(compression)) {
            assertBroken(inflater, gateway.compress(latin1))
                    .withMessage("A payload of " + latin1.length + " bytes is not UTF-8");
            assertHealedByReset(inflater, Vectors.messages(compression));
        }
    }

    @Test
    void aMessageOfNothingIsAnError() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZLIB)) {
            assertBroken(inflater, Vectors.hex("789c000000ffff")).withMessageContaining("nothing");
        }
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD)) {
            assertBroken(inflater, Vectors.hex("28b52ffd0040000000")).withMessageContaining("nothing");
        }
    }

    @Test
    void aZlibStreamThatEndsIsAnErrorWithOrWithoutBytesAfterIt() throws Exception {
        byte[] ended = deflated(null);
        try (MessageInflater inflater = Vectors.open(Compression.ZLIB)) {
            assertBroken(inflater, ended).withMessageContaining("ends");

            inflater.reset();
            assertBroken(inflater, Arrays.copyOf(ended, ended.length + 9)).withMessageContaining("9 bytes");

            inflater.reset();
            assertBroken(inflater, Arrays.copyOf(ended, ended.length + 100_000));
            assertHealedByReset(inflater, Vectors.V3);
        }
    }

    @Test
    void aZlibStreamThatNeedsADictionaryIsAnError() throws Exception {
        byte[] message = deflated("heartbeat_interval".getBytes(StandardCharsets.US_ASCII));
        for (Compression compression : List.of(Compression.ZLIB, Compression.PAYLOAD)) {
            try (MessageInflater inflater = Vectors.open(compression)) {
                assertBroken(inflater, message).withMessageContaining("wants a dictionary");
            }
        }
    }

    @Test
    void aCompressedPayloadIsOneWholeStreamAndNothingElse() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.PAYLOAD)) {
            for (int length = 0; length < Vectors.V5.length; length++) {
                inflater.reset();
                assertBroken(inflater, Arrays.copyOf(Vectors.V5, length));
            }

            inflater.reset();
            assertBroken(inflater, Arrays.copyOf(Vectors.V5, Vectors.V5.length + 1));

            inflater.reset();
            assertThat(Vectors.texts(inflater, List.of(Vectors.V5))).containsExactly(Vectors.TEXTS.get(1));
        }
    }

    private static ThrowableAssertAlternative<InflateException> assertBroken(MessageInflater inflater, byte[] message) {
        return assertThatExceptionOfType(InflateException.class)
                .isThrownBy(() -> inflater.inflate(ByteBuffer.wrap(message), true));
    }

    private static void assertHealedByReset(MessageInflater inflater, List<byte[]> messages) throws InflateException {
        inflater.reset();
        assertThat(Vectors.texts(inflater, messages)).isEqualTo(Vectors.TEXTS);
    }

    /** The first text as a whole zlib stream. */
    private static byte[] deflated(byte @Nullable [] dictionary) {
        Deflater deflater = new Deflater();
        if (dictionary != null) {
            deflater.setDictionary(dictionary);
        }
        deflater.setInput(Vectors.TEXTS.getFirst().getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        byte[] out = new byte[1024];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }
}
