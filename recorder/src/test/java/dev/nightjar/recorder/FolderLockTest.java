package dev.nightjar.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may write into a folder: one recorder of one process. */
@Timeout(180)
class FolderLockTest {

    @TempDir
    private Path folder;

    @Test
    void aSecondRecorderOfTheSameProcessIsRefusedAndDoesNotLetOtherProcessesIn() throws Exception {
        try (Recorder recorder = Payloads.recorder(folder).open()) {
            assertThatExceptionOfType(RecordingException.class)
                    .isThrownBy(() -> Recorder.open(folder))
                    .withMessageContaining("Another recorder of this process writes into " + folder);

            assertThat(openedByAnotherProcess()).contains("Another recorder writes into " + folder);
            assertThat(recorder.stats().trouble()).isEmpty();
        }
        assertThat(openedByAnotherProcess()).isEqualTo("open");
    }

    @Test
    void aFolderHasOneLockByWhicheverNameItIsGiven() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Path link = linkTo(own);
        try (Recorder recorder = Payloads.recorder(own).open()) {
            for (Path same : new Path[] {link, folder.resolve("own/../own")}) {
                assertThatExceptionOfType(RecordingException.class)
                        .isThrownBy(() -> Recorder.open(same))
                        .withMessageContaining("Another recorder of this process writes into " + same);
            }
            assertThat(recorder.stats().trouble()).isEmpty();
        }
        Payloads.recorder(link).open().close();
    }

    @Test
    void aRecorderThatCouldNotBeOpenedLeavesNoLock() throws Exception {
        Path notFolder = Files.writeString(folder.resolve("file"), "x");
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(RecordingException.class)
                    .isThrownBy(() -> Recorder.open(notFolder))
                    .withMessageContaining("Nothing can be written into the folder " + notFolder);
        }
        Path lock = Files.createDirectory(folder.resolve("recorder.lock"));
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Recorder.open(folder))
                .withMessageContaining("recorder.lock");
        Files.delete(lock);
        Payloads.recorder(folder).open().close();
    }

    @Test
    void whileAClosedRecorderStillWritesNobodyElseMay() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Ring.Disk disk = file -> {
            hanging.countDown();
            try {
                assertThat(release.await(150, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("gone");
        };
        Recorder recorder = Payloads.recorder(folder)
                .disk(disk)
                .patience(java.time.Duration.ofMillis(1))
                .open();
        recorder.add(Payloads.SHARD, Payloads.event(1));
        recorder.close();
        assertThat(hanging.await(60, TimeUnit.SECONDS)).isTrue();

        assertThatExceptionOfType(RecordingException.class).isThrownBy(() -> Recorder.open(folder));

        release.countDown();
        recorder.awaitEnd();
        Payloads.recorder(folder).open().close();
    }

    @Test
    void aLinkInThePlaceOfTheLockIsNotFollowed() throws Exception {
        Path target = folder.resolve("elsewhere");
        Path own = Files.createDirectory(folder.resolve("own"));
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "No POSIX links here");
        Files.createSymbolicLink(own.resolve("recorder.lock"), target);

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Recorder.open(own))
                .withMessageContaining("recorder.lock");

        assertThat(target).doesNotExist();
    }

    private Path linkTo(Path target) throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "No POSIX links here");
        return Files.createSymbolicLink(folder.resolve("link"), target);
    }

    /** What another process says that opens a recorder in the folder. */
    private String openedByAnotherProcess() throws Exception {
        Process process = ChildJvm.start(Program.class, folder);
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return said.strip();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Opens a recorder, and says so or why not. */
    static final class Program {

        public static void main(String[] arguments) {
            try (Recorder recorder = Recorder.open(Path.of(arguments[0]))) {
                System.out.println(recorder.stats().trouble().isEmpty() ? "open" : "trouble");
            } catch (RecordingException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
