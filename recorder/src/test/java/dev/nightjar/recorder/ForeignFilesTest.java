package dev.nightjar.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightjar.gateway.GatewayMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Links and folders that are named like the files of a recording, in the folder of a recorder. */
@Timeout(120)
class ForeignFilesTest {

    private static final String FIRST = "recording-000001-000001.zst";

    @TempDir
    private Path folder;

    @Test
    void linksAndFoldersAreNeitherReadNorDeletedNorInTheWay(@TempDir Path elsewhere) throws Exception {
        Path target = Files.writeString(elsewhere.resolve("precious"), "x".repeat(1 << 20));
        Path link = linkTo(target, FIRST);
        Path dangling = linkTo(elsewhere.resolve("nothing"), "recording-000001-000002.zst");
        Path directory = Files.createDirectory(folder.resolve("recording-000002-000001.zst"));
        Files.writeString(directory.resolve("inside"), "x");

        try (Recorder recorder = Payloads.recorder(folder).raw().limit(1 << 20).open()) {
            assertThat(recorder.stats().bytes()).isZero();
            record(recorder, 40_000); // more than the limit, so that the oldest files are deleted
            assertThat(recorder.stats().trouble()).isEmpty();
        }

        Recording recording = Recording.open(folder);
        List<Long> sequences = Payloads.sequences(recording);
        assertThat(sequences)
                .hasSizeBetween(100, 39_999)
                .isEqualTo(LongStream.range(40_000 - sequences.size(), 40_000)
                        .boxed()
                        .toList());
        assertThat(recording.runs()).as("a number that nothing else has").containsExactly(3L);
        assertThat(target).hasSize(1 << 20);
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.isSymbolicLink(dangling)).isTrue();
        assertThat(directory.resolve("inside")).exists();
    }

    @Test
    void aFolderWithNothingElseHasNoRecording(@TempDir Path elsewhere) throws IOException {
        Files.createDirectory(folder.resolve(FIRST));
        linkTo(elsewhere, "recording-000001-000002.zst");

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Recording.open(folder))
                .withMessageContaining("The folder " + folder + " has no recording in it");
    }

    @Test
    void whatSomebodyPutsIntoThePlaceOfAFileStays(@TempDir Path elsewhere) throws Exception {
        Header header = new Header(0, 0, true, 1, List.of());
        Ring first = Ring.open(folder, 1 << 20, 1 << 19, header, Ring.Disk.REAL);
        write(first);
        Path file = Ring.files(folder).getFirst();
        Ring second = Ring.open(folder, 1 << 20, 1 << 19, header, Ring.Disk.REAL);
        Files.delete(file);
        Files.createDirectory(file);
        Files.writeString(file.resolve("inside"), "x");

        write(second);
        write(second);
        write(second);

        assertThat(file.resolve("inside")).exists();
        assertThat(Ring.files(folder)).isNotEmpty();
    }

    @Test
    void whatIsNeitherAFileNorAFolderIsRefused() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "No devices here");

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Recording.open(device))
                .withMessageContaining("/dev/null is neither a file nor a folder");
    }

    private static void write(Ring ring) throws IOException {
        byte[] frame = new byte[(1 << 19) - 4_096];
        ring.write(ByteBuffer.wrap(Block.of(frame, frame.length, 1, 1).bytes()), ByteBuffer.wrap(frame));
        ring.finish();
    }

    private static void record(Recorder recorder, int events) {
        Random random = new Random(13);
        for (long i = 0; i < events; i++) {
            String text = Long.toHexString(random.nextLong()).repeat(4) + random.nextLong();
            recorder.add(Payloads.SHARD, new GatewayMessage.Text(Payloads.message(i, text)));
        }
    }

    private Path linkTo(Path target, String name) throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "No POSIX links here");
        Path link = Files.createSymbolicLink(folder.resolve(name), target);
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
        return link;
    }
}
