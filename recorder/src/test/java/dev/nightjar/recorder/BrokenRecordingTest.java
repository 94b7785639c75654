package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import dev.nightjar.gateway.GatewayMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a killed process left, that were damaged, or that are no recordings. */
class BrokenRecordingTest {

    private static final int EVENTS = 4_000;

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private byte[] sound = {};

    @BeforeEach
    void record() throws IOException {
        Random random = new Random(11);
        Path target = folder.resolve("sound");
        try (Recorder recorder = Payloads.recorder(target).raw().open()) {
            for (long i = 0; i < EVENTS; i++) {
                String text = Long.toHexString(random.nextLong()).repeat(20);
                recorder.add(Payloads.SHARD, new GatewayMessage.Text(Payloads.message(i, text)));
            }
        }
        sound = Files.readAllBytes(Recording.open(target).files().getFirst());
        file = folder.resolve("broken.zst");
        assertThat(blocks()).hasSizeGreaterThan(3);
    }

    @Test
    void whateverIsCutOffTheRestIsReadAndTheCutIsReported() throws IOException {
        List<Integer> begins = blocks();
        int last = begins.getLast();
        for (int length :
                new int[] {last + 1, last + Block.SIZE - 1, last + Block.SIZE, last + Block.SIZE + 7, sound.length - 1
                }) {
            Files.write(file, Arrays.copyOf(sound, length));

            List<Recorded> entries = Payloads.entries(Recording.open(file));

            assertThat(entries).hasSizeGreaterThan(EVENTS / 2);
            assertThat(entries.getLast()).isEqualTo(new Recorded.Unreadable(file, last, length - last));
        }
    }

    @Test
    void aFileThatEndsWithinItsHeaderIsReportedAsCut() throws IOException {
        for (int length : new int[] {0, 1, Header.FIXED, Header.FIXED + 3}) {
            Files.write(file, Arrays.copyOf(sound, length));

            assertThat(Payloads.entries(Recording.open(file)))
                    .allMatch(Recorded.Unreadable.class::isInstance)
                    .hasSize(length == 0 ? 0 : 1);
        }
    }

    @Test
    void zerosBehindTheLastBlockAreReportedAsCut() throws IOException {
        Files.write(file, Arrays.copyOf(sound, sound.length + 5_000));

        List<Recorded> entries = Payloads.entries(Recording.open(file));

        assertThat(entries).hasSize(EVENTS + 1).endsWith(new Recorded.Unreadable(file, sound.length, 5_000));
    }

    @Test
    void damageInTheMiddleIsAnExceptionThatNamesFileOffsetAndRemedy() throws IOException {
        int begin = blocks().get(1);
        int next = blocks().get(2);
        byte[] damaged = sound.clone();
        damaged[begin + Block.SIZE + 100] ^= 1;
        Files.write(file, damaged);

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Payloads.entries(Recording.open(file)))
                .withMessageContaining(file + " is damaged from offset " + begin + " to " + next)
                .withMessageContaining("Recording.openDamaged");
        List<Recorded> left = Payloads.entries(Recording.openDamaged(file));
        assertThat(left)
                .contains(new Recorded.Unreadable(file, begin, next - begin))
                .hasSizeGreaterThan(EVENTS / 2);
    }

    @Test
    void aDamagedHeaderHidesNoBlocksFromWhoeverPassesOverDamage() throws IOException {
        for (int at : List.of(0, Header.FIXED + 3)) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);

            assertThatExceptionOfType(RecordingException.class)
                    .isThrownBy(() -> Recording.open(file))
                    .withMessageContaining("cannot be read as a recording, at offset 0");
            Recording left = Recording.openDamaged(file);
            assertThat(left.runs()).isEmpty();
            assertThat(left).hasSize(EVENTS);
        }
    }

    @Test
    void eachFlippedBitIsNoticed() throws IOException {
        byte[] small = Arrays.copyOf(sound, blocks().get(1));
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = small.clone();
            int at = i < Header.FIXED + Block.SIZE ? i : random.nextInt(small.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);

            boolean isNoticed;
            try {
                isNoticed =
                        Payloads.entries(Recording.open(file)).stream().anyMatch(Recorded.Unreadable.class::isInstance);
            } catch (RecordingException e) {
                isNoticed = true;
                assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("offset");
            }
            assertThat(isNoticed).as("bit at %s", at).isTrue();
        }
    }

    @Test
    void aFrameThatIsLargerThanItsBlockSaysIsNotInflated() throws IOException {
        byte[] bomb = Zstd.compress(new byte[64 << 20]);
        var out = new ByteArrayOutputStream();
        out.write(sound, 0, blocks().getFirst());
        out.write(Block.of(bomb, bomb.length, 1_000, 1).bytes());
        out.write(bomb);
        Files.write(file, out.toByteArray());

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Payloads.entries(Recording.open(file)))
                .withMessageContaining(file + " cannot be read at offset " + blocks().getFirst());
    }

    @Test
    void aBlockThatClaimsToBeLargerThanAnyIsNotRead() throws IOException {
        byte[] frame = Zstd.compress("x".getBytes(UTF_8));
        var out = new ByteArrayOutputStream();
        out.write(sound, 0, blocks().getFirst());
        out.write(Block.of(frame, frame.length, Integer.MAX_VALUE, 1).bytes());
        out.write(frame);
        Files.write(file, out.toByteArray());

        assertThat(Payloads.entries(Recording.open(file))).singleElement().isInstanceOf(Recorded.Unreadable.class);
    }

    @Test
    void aLineThatIsNoneOfARecordingIsAnExceptionThatNamesIt() throws IOException {
        byte[] line = "{\"at\":1,\"shard\":[0,1],\"event\":\"Tomorrow\"}\n".getBytes(UTF_8);
        byte[] frame = Zstd.compress(line);
        var out = new ByteArrayOutputStream();
        out.write(sound, 0, blocks().getFirst());
        out.write(Block.of(frame, frame.length, line.length, 1).bytes());
        out.write(frame);
        Files.write(file, out.toByteArray());

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Payloads.entries(Recording.open(file)))
                .withMessageContaining("line 1")
                .withMessageContaining("\"Tomorrow\" is not known to this version");
    }

    @Test
    void anotherFileANewerVersionAnEmptyFolderAndNothingAreRefusedWithTheirNames() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "This is no recording, but a text with many letters.");
        byte[] newer = sound.clone();
        newer[16] = 2;
        Files.write(file, newer);
        Path empty = Files.createDirectory(folder.resolve("empty"));

        for (Path path : List.of(text, file, empty, folder.resolve("nothing"))) {
            assertThatExceptionOfType(RecordingException.class)
                    .isThrownBy(() -> Recording.open(path))
                    .withMessageContaining(path.toString());
        }
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Recording.open(file))
                .withMessageContaining("version 2 of the format, and this library reads version 1");
    }

    @Test
    void aFileOfBlocksThatLieInEachOtherIsReadInATimeThatGrowsWithItsSize() throws IOException {
        int count = 500;
        for (int claimed : new int[] {1, 2 << 20}) {
            var out = new ByteArrayOutputStream();
            out.write(sound, 0, blocks().getFirst());
            for (int i = 0; i < count; i++) {
                // Each announces a frame in which the others are, and no checksum is right.
                out.write(new Block(claimed, 1_000, 1, i).bytes());
            }
            out.write(new byte[3 << 20]);
            Files.write(file, out.toByteArray());
            PartReader reader = new PartReader(file, true);
            int entries = 0;
            while (reader.next() != null) {
                entries++;
            }

            assertThat(entries).isBetween(1, count + 1);
            assertThat(reader.bytesRead()).isLessThan(out.size() * 8L);
        }
    }

    @Test
    void eachDamagedBlockLeavesTheSoundOnesBetweenThem() throws IOException {
        List<Integer> begins = blocks();
        byte[] damaged = sound.clone();
        for (int i = 0; i < begins.size(); i += 2) {
            damaged[begins.get(i) + Block.SIZE + 100] ^= 1;
        }
        Files.write(file, damaged);

        List<Recorded> left = Payloads.entries(Recording.openDamaged(file));

        assertThat(left.stream().filter(Recorded.Unreadable.class::isInstance)).hasSize((begins.size() + 1) / 2);
        assertThat(left).hasSizeGreaterThan(EVENTS / 4);
    }

    @Test
    void aSoundFileIsReadToItsEnd() throws IOException {
        Files.write(file, sound);

        assertThat(Payloads.sequences(Recording.open(file)))
                .containsExactlyElementsOf(LongStream.range(0, EVENTS).boxed().toList());
    }

    /** Where the blocks of the sound file begin. */
    private List<Integer> blocks() {
        return java.util.stream.IntStream.range(0, sound.length)
                .filter(at -> Block.read(sound, at) != null)
                .boxed()
                .toList();
    }
}
