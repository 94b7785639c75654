package dev.nightjar.gateway.inflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.nightjar.gateway.Compression;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every stream that is whole must give. */
@Timeout(60)
class InflaterTest {

    @Test
    void aHelloRecordedFromDiscordInflatesFromZlib() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZLIB)) {
            assertThat(Vectors.texts(inflater, List.of(Vectors.V1))).containsExactly(Vectors.HELLO_ZLIB);
        }
    }

    @Test
    void aHelloRecordedFromDiscordInflatesFromZstd() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD)) {
            assertThat(Vectors.texts(inflater, List.of(Vectors.V2))).containsExactly(Vectors.HELLO_ZSTD);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void messagesOfOneStreamInflateInOrder(Compression compression) throws Exception {
        try (MessageInflater inflater = Vectors.open(compression)) {
            List<String> texts = Vectors.texts(inflater, Vectors.messages(compression));

            assertThat(texts).isEqualTo(Vectors.TEXTS);
        }
    }

    /** Around the sizes of the inflater's buffers and of zstd's blocks. */
    @ParameterizedTest
    @ValueSource(
            ints = {1, 100, 255, 256, 4_095, 8_191, 8_192, 8_193, 16_384, 65_792, 131_072, 131_073, 262_144, 1_000_000})
    void aZstdFrameThatEndsWithEachMessageInflatesWhateverItsSizeAndParts(int size) throws Exception {
        byte[] text = new byte[size];
        new Random(size).nextBytes(text);
        for (int i = 0; i < size; i++) {
            text[i] = (byte) (' ' + (text[i] & 0x3F));
        }
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD);
                ZstdCompressCtx plain = new ZstdCompressCtx();
                ZstdCompressCtx checked =
                        new ZstdCompressCtx().setChecksum(true).setContentSize(false)) {
            List<byte[]> frames = List.of(plain.compress(text), checked.compress(text), plain.compress(text));
            for (int part : new int[] {Integer.MAX_VALUE, 5_000, 1_021}) {
                List<String> texts = new ArrayList<>();
                for (byte[] frame : frames) {
                    for (int from = 0; from < frame.length; from += Math.min(part, frame.length)) {
                        int to = (int) Math.min(frame.length, (long) from + part);
                        Vectors.feed(inflater, Arrays.copyOfRange(frame, from, to), to == frame.length, texts);
                    }
                }

                assertThat(texts).hasSize(3).containsOnly(new String(text, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aFrameThatGoesOnMayFollowOnesThatEndedWithTheirMessages() throws Exception {
        List<byte[]> messages = new ArrayList<>();
        messages.add(Zstd.compress(Vectors.HELLO_ZSTD.getBytes(StandardCharsets.UTF_8)));
        messages.addAll(Vectors.V4);
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD)) {
            assertThat(Vectors.texts(inflater, messages))
                    .startsWith(Vectors.HELLO_ZSTD)
                    .endsWith(Vectors.TEXTS.toArray(String[]::new));
        }
    }

    @Test
    void eachPayloadOfPayloadCompressionIsAStreamOfItsOwn() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.PAYLOAD)) {
            List<String> texts = Vectors.texts(inflater, List.of(Vectors.V5, Vectors.V5));

            assertThat(texts).containsExactly(Vectors.TEXTS.get(1), Vectors.TEXTS.get(1));
        }
    }

    @Test
    void aPayloadOfPayloadCompressionMayComeInParts() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.PAYLOAD)) {
            for (int cut = 0; cut <= Vectors.V5.length; cut++) {
                List<String> texts = new ArrayList<>();
                Vectors.feed(inflater, Arrays.copyOf(Vectors.V5, cut), false, texts);
                Vectors.feed(inflater, Arrays.copyOfRange(Vectors.V5, cut, Vectors.V5.length), true, texts);

                assertThat(texts).containsExactly(Vectors.TEXTS.get(1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD", "PAYLOAD"})
    void aPartMayBeAnyKindOfBuffer(Compression compression) throws Exception {
        byte[] message = firstMessage(compression);
        byte[] padded = new byte[message.length + 20];
        System.arraycopy(message, 0, padded, 7, message.length);
        ByteBuffer slice = ByteBuffer.wrap(padded, 7, message.length);
        ByteBuffer direct =
                ByteBuffer.allocateDirect(message.length).put(message).flip();

        List<ByteBuffer> kinds = List.of(
                ByteBuffer.wrap(message),
                slice.duplicate(),
                slice.slice().asReadOnlyBuffer(),
                direct.duplicate(),
                direct.asReadOnlyBuffer());
        try (MessageInflater inflater = Vectors.open(compression)) {
            for (ByteBuffer part : kinds) {
                inflater.reset();

                assertThat(inflater.inflate(part, true)).as("%s", part).isNotNull();
                assertThat(part.hasRemaining()).as("%s", part).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void payloadsAsLargeAsTheWindowLoseNothing(Compression compression) throws Exception {
        int window = InflatedPayload.WINDOW_BYTES;
        List<Integer> sizes = List.of(
                window - 1, window, window + 1, 2 * window - 1, 2 * window, 2 * window + 1, 1, 4 * window, window, 17);
        List<String> expected = new ArrayList<>();
        List<String> texts = new ArrayList<>();

        try (MessageInflater inflater = Vectors.open(compression);
                GatewayCompressor gateway = GatewayCompressor.open(compression)) {
            for (int size : sizes) {
                for (byte[] payload : List.of(repeated(size), random(new Random(size), size))) {
                    expected.add(new String(payload, StandardCharsets.UTF_8));
                    Vectors.feed(inflater, gateway.compress(payload), true, texts);
                }
            }
        }

        assertThat(texts).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void aLongStreamOfMixedSizesInflatesWithOneContext(Compression compression) throws Exception {
        long seed = 20_261_101;
        Random random = new Random(seed);
        try (MessageInflater inflater = Vectors.open(compression);
                GatewayCompressor gateway = GatewayCompressor.open(compression)) {
            for (int i = 0; i < 400; i++) {
                int size = 1 + (i % 40 == 0 ? random.nextInt(300_000) : random.nextInt(2_000));
                byte[] payload = random.nextBoolean() ? random(random, size) : repeated(size);
                byte[] message = gateway.compress(payload);

                int cut = random.nextInt(message.length + 1);
                byte[] early = inflater.inflate(ByteBuffer.wrap(message, 0, cut), false);
                byte[] inflated = inflater.inflate(ByteBuffer.wrap(message, cut, message.length - cut), true);

                assertThat(early).isNull();
                assertThat(inflated).as("seed %d, payload %d", seed, i).isEqualTo(payload);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void halfAPayloadDoesNotSurviveAReset(Compression compression) throws Exception {
        List<byte[]> messages = Vectors.messages(compression);
        byte[] large = random(new Random(1), 3 * InflatedPayload.WINDOW_BYTES);
        try (MessageInflater inflater = Vectors.open(compression);
                GatewayCompressor gateway = GatewayCompressor.open(compression)) {
            inflater.inflate(ByteBuffer.wrap(gateway.compress(large)), false);
            inflater.reset();
            assertThat(Vectors.texts(inflater, messages)).isEqualTo(Vectors.TEXTS);

            for (int length = 0; length < messages.getFirst().length; length++) {
                inflater.reset();
                inflater.inflate(ByteBuffer.wrap(messages.getFirst(), 0, length), false);
                inflater.reset();
                assertThat(Vectors.texts(inflater, messages)).isEqualTo(Vectors.TEXTS);
            }
        }
    }

    @Test
    void withoutCompressionABinaryMessageIsAnError() {
        try (MessageInflater inflater = Vectors.open(Compression.NONE)) {
            assertThatExceptionOfType(InflateException.class)
                    .isThrownBy(() -> inflater.inflate(ByteBuffer.allocate(1), true))
                    .withMessageContaining("no compression was asked for");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedInflaterStaysClosed(Compression compression) {
        MessageInflater inflater = Vectors.open(compression);

        inflater.close();
        inflater.close();

        assertThatIllegalStateException().isThrownBy(() -> inflater.inflate(ByteBuffer.allocate(1), true));
        assertThatIllegalStateException().isThrownBy(inflater::reset);
    }

    private static byte[] firstMessage(Compression compression) {
        return compression == Compression.PAYLOAD
                ? Vectors.V5
                : Vectors.messages(compression).getFirst();
    }

    private static byte[] repeated(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'a');
        return bytes;
    }

    /** Printable ASCII, so that it compresses little. */
    private static byte[] random(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (' ' + (bytes[i] & 0x3F));
        }
        return bytes;
    }
}
