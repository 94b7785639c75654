package dev.nightjar.gateway.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Compression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams cut where nobody would cut them: each text must come out once. */
@Timeout(60)
class InflaterCutTest {

    /** Whether WebSocket messages end at the cuts, or only parts of one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aZlibPayloadMayBeCutAnywhereIntoThree(boolean messages) throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZLIB)) {
            for (int cut = 0; cut < Vectors.V3.size(); cut++) {
                int length = Vectors.V3.get(cut).length;
                for (int first = 0; first <= length; first++) {
                    for (int second = first; second <= length; second++) {
                        assertThat(cutTexts(inflater, Vectors.V3, cut, messages, first, second))
                                .isEqualTo(Vectors.TEXTS);
                    }
                }
            }
        }
    }

    @Test
    void aZlibPayloadMayComeInMessagesOfOneByte() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZLIB)) {
            List<String> texts = new ArrayList<>();
            for (byte[] message : Vectors.V3) {
                for (byte b : message) {
                    Vectors.feed(inflater, new byte[] {b}, true, texts);
                }
            }

            assertThat(texts).isEqualTo(Vectors.TEXTS);
        }
    }

    @Test
    void emptyMessagesBetweenZlibPayloadsAreNothing() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZLIB)) {
            List<String> texts = new ArrayList<>();
            for (byte[] message : Vectors.V3) {
                Vectors.feed(inflater, new byte[0], true, texts);
                Vectors.feed(inflater, message, true, texts);
                Vectors.feed(inflater, new byte[0], true, texts);
            }

            assertThat(texts).isEqualTo(Vectors.TEXTS);
        }
    }

    @Test
    void aRecordedZlibHelloCutBeforeItsSuffixEndsIsNotAPayloadYet() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZLIB)) {
            List<byte[]> halves = cut(Vectors.V1, Vectors.V1.length / 2);
            assertThat(Vectors.texts(inflater, halves.subList(0, 1))).isEmpty();
            assertThat(Vectors.texts(inflater, halves.subList(1, 2))).containsExactly(Vectors.HELLO_ZLIB);

            inflater.reset();
            List<byte[]> pieces = cut(Vectors.V1, Vectors.V1.length - 2);
            assertThat(Vectors.texts(inflater, pieces.subList(0, 1))).isEmpty();

            inflater.reset();
            assertThat(Vectors.texts(inflater, List.of(Vectors.V1))).containsExactly(Vectors.HELLO_ZLIB);
        }
    }

    @Test
    void aZstdMessageMayComeInPartsCutAnywhere() throws Exception {
        try (MessageInflater inflater = Vectors.open(Compression.ZSTD)) {
            for (int cut = 0; cut < Vectors.V4.size(); cut++) {
                int length = Vectors.V4.get(cut).length;
                for (int first = 0; first <= length; first++) {
                    for (int second = first; second <= length; second++) {
                        assertThat(cutTexts(inflater, Vectors.V4, cut, false, first, second))
                                .isEqualTo(Vectors.TEXTS);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZLIB", "ZSTD"})
    void aMessageMayComeInPartsOfOneByteAndAnEmptyLastOne(Compression compression) throws Exception {
        try (MessageInflater inflater = Vectors.open(compression)) {
            List<String> texts = new ArrayList<>();
            for (byte[] message : Vectors.messages(compression)) {
                for (byte b : message) {
                    Vectors.feed(inflater, new byte[] {b}, false, texts);
                }
                Vectors.feed(inflater, new byte[0], true, texts);
            }

            assertThat(texts).isEqualTo(Vectors.TEXTS);
        }
    }

    /** The texts of all messages on a new stream, where one of them comes cut. */
    private static List<String> cutTexts(
            MessageInflater inflater, List<byte[]> messages, int cut, boolean intoMessages, int... cuts)
            throws InflateException {
        inflater.reset();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            List<byte[]> pieces = i == cut ? cut(messages.get(i), cuts) : List.of(messages.get(i));
            for (int k = 0; k < pieces.size(); k++) {
                Vectors.feed(inflater, pieces.get(k), intoMessages || k == pieces.size() - 1, texts);
            }
        }
        return texts;
    }

    private static List<byte[]> cut(byte[] message, int... cuts) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            pieces.add(Arrays.copyOfRange(message, from, cut));
            from = cut;
        }
        pieces.add(Arrays.copyOfRange(message, from, message.length));
        return pieces;
    }
}
