package dev.nightjar.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightjar.gateway.GatewayMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a disk that is full, slow or broken does to a recording, and not to the bot. */
@Timeout(120)
class FullDiskTest {

    private static final int QUEUE = 50;

    @TempDir
    private Path folder;

    @Test
    void whileTheDiskTakesNothingEventsAreDroppedAndTheRecordingSaysHowMany() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (Recorder recorder = builder(disk).queue(QUEUE, 1 << 20).open()) {
            add(recorder, 0, 10);
            disk.awaitWrite();
            disk.isFull.set(true);
            add(recorder, 10, 20);
            disk.awaitFailure();
            add(recorder, 20, 1_000);
            await(() -> recorder.stats().trouble().isPresent(), Duration.ofSeconds(60));
            assertThat(recorder.stats().trouble())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("No space left"));
            assertThat(recorder.stats().dropped()).isBetween(900L, 980L);

            disk.isFull.set(false);
        }

        List<Recorded> entries = Payloads.entries(Recording.open(folder));
        List<Long> sequences = Payloads.sequences(Recording.open(folder));
        Recorded.Gap gap = (Recorded.Gap) entries.stream()
                .filter(Recorded.Gap.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(entries).noneMatch(Recorded.Unreadable.class::isInstance);
        assertThat(sequences).isEqualTo(sequences(0, sequences.size())).hasSizeBetween(20, 100);
        assertThat(gap.events() + sequences.size()).isEqualTo(1_000);
        assertThat(entries).endsWith(gap);
    }

    @Test
    void aBlockThatWasHalfWrittenIsCutOff() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        disk.writesHalf.set(true);
        try (Recorder recorder = builder(disk).open()) {
            add(recorder, 0, 10);
            disk.awaitWrite();
            disk.isFull.set(true);
            add(recorder, 10, 20);
            disk.awaitFailure();
            disk.isFull.set(false);
        }

        assertThat(Payloads.sequences(Recording.open(folder))).isEqualTo(sequences(0, 20));
        assertThat(Payloads.entries(Recording.open(folder))).noneMatch(Recorded.Unreadable.class::isInstance);
    }

    @Test
    void anOutageOfTheDiskDoesNotCountAsWork() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        String large = "x".repeat(100_000); // which is written at once, and not when the block is due
        try (Recorder recorder = builder(disk).share(0.02).open()) {
            disk.isFull.set(true);
            recorder.add(Payloads.SHARD, Payloads.message(1, large).event());
            for (int attempt = 0; attempt < 5; attempt++) {
                disk.awaitFailure();
            }
            disk.isFull.set(false);
            disk.awaitWrite();

            recorder.add(Payloads.SHARD, Payloads.message(2, large).event());

            await(() -> recorder.stats().written() == 2, Duration.ofSeconds(60));
        }
    }

    @Test
    void whoeverDeletesTheFolderIsToldAndANewFolderIsUsed() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        try (Recorder recorder =
                Payloads.recorder(own).flushInterval(Duration.ofMillis(1)).open()) {
            add(recorder, 0, 1);
            await(() -> recorder.stats().written() == 1, Duration.ofSeconds(60));
            for (Path file : Ring.files(own)) {
                Files.delete(file);
            }
            Files.delete(own.resolve("recorder.lock"));
            Files.delete(own);

            add(recorder, 1, 2);

            await(() -> recorder.stats().trouble().isPresent(), Duration.ofSeconds(60));
            Files.createDirectory(own);
            await(() -> recorder.stats().written() == 2, Duration.ofSeconds(60));
        }
        assertThat(Payloads.sequences(Recording.open(own))).containsExactly(1L);
    }

    @Test
    void anErrorOfTheWriterIsReportedAndWhatComesAfterItCountsAsDropped() throws Exception {
        Ring.Disk disk = file -> {
            throw new NoClassDefFoundError("Could not initialize class com.github.luben.zstd.ZstdCompressCtx");
        };
        try (Recorder recorder = builder(disk).open()) {
            add(recorder, 0, 1);

            await(() -> recorder.stats().dropped() == 1, Duration.ofSeconds(60));
            assertThat(recorder.stats().trouble()).isPresent();
            add(recorder, 1, 2);
            assertThat(recorder.stats().dropped()).isEqualTo(2);
        }
    }

    @Test
    void aWriterThatEndsEarlyCountsEachEventOnce() throws Exception {
        Ring.Disk disk = file -> {
            throw new NoClassDefFoundError("Could not initialize class com.github.luben.zstd.ZstdCompressCtx");
        };
        Inlet inlet = new Inlet(1_000, 10 << 20);
        for (long i = 0; i < 300; i++) { // of which the first hundred or so fill a block
            inlet.add(new Entry.OfPayload(i, Payloads.SHARD, null, Payloads.message(i, "x".repeat(2_000))), i);
        }
        inlet.close();
        Header header = new Header(0, 0, true, 1, List.of());
        Scribe scribe = new Scribe(
                inlet,
                Ring.open(folder, 8 << 20, 1 << 20, header, disk),
                shards -> new Lines(Redactor.verbatim()),
                1 << 20,
                Duration.ofHours(1).toNanos(),
                1,
                InstantSource.system(),
                new Trouble(folder));

        scribe.run();

        assertThat(scribe.lost() + inlet.dropped()).isEqualTo(300);
    }

    @Test
    void nobodyElseMayReadTheFiles() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "No POSIX permissions here");

        try (Recorder recorder = Payloads.recorder(folder).raw().open()) {
            add(recorder, 0, 1);
        }

        assertThat(Ring.files(folder))
                .hasSize(1)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    private static void await(BooleanSupplier condition, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(Duration.ofMillis(5));
        }
    }

    @Test
    void aDiskThatHangsHoldsUpNeitherTheLoopNorTheEndOfTheProgram() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Ring.Disk disk = file -> {
            hanging.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("gone");
        };
        Recorder recorder = builder(disk)
                .queue(QUEUE, 1 << 20)
                .patience(Duration.ofMillis(1))
                .open();
        add(recorder, 0, 1);
        assertThat(hanging.await(60, TimeUnit.SECONDS)).isTrue();

        add(recorder, 1, 100_000);
        recorder.close();

        assertThat(recorder.stats().dropped()).isGreaterThan(99_000);
        release.countDown();
    }

    @Test
    void onARealDiskThatIsFullTheNewestEventsAreKeptAndItGoesOn() throws Exception {
        assumeTrue(isRoot(), "Only root can mount a file system to fill");
        Path mount = Files.createDirectory(folder.resolve("full"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", mount.toString()) == 0,
                "tmpfs cannot be mounted");
        try {
            Random random = new Random(3);
            try (Recorder recorder = Payloads.recorder(mount.resolve("recording"))
                    .raw()
                    .limit(64 << 20)
                    .flushInterval(Duration.ofMillis(5))
                    .open()) {
                for (long i = 0; i < 30_000; i++) {
                    String text = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
                    recorder.add(Payloads.SHARD, new GatewayMessage.Text(Payloads.message(i, text.repeat(3))));
                }
            }
            Recording recording = Recording.open(mount.resolve("recording"));
            assertThat(Payloads.sequences(recording)).isSorted().hasSizeGreaterThan(1_000);
        } finally {
            run("umount", mount.toString());
        }
    }

    private Recorder.Builder builder(Ring.Disk disk) {
        return Payloads.recorder(folder).flushInterval(Duration.ofMillis(1)).disk(disk);
    }

    private static void add(Recorder recorder, long from, long to) {
        for (long i = from; i < to; i++) {
            recorder.add(Payloads.SHARD, Payloads.event(i));
        }
    }

    private static List<Long> sequences(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"))
                && System.getProperty("os.name").equals("Linux");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** A disk that is full when it is told so, and says when it was asked. */
    private static final class FaultyDisk implements Ring.Disk {

        private final AtomicBoolean isFull = new AtomicBoolean();
        private final AtomicBoolean writesHalf = new AtomicBoolean();
        private final Semaphore writes = new Semaphore(0);
        private final Semaphore failures = new Semaphore(0);

        @Override
        public SeekableByteChannel create(Path file) throws IOException {
            check();
            return new Faulty(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }

        @Override
        public long room(Path folder) {
            return Long.MAX_VALUE;
        }

        void awaitWrite() throws InterruptedException {
            assertThat(writes.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        }

        void awaitFailure() throws InterruptedException {
            assertThat(failures.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        }

        private void check() throws IOException {
            if (isFull.get()) {
                failures.release();
                throw new IOException("No space left on device");
            }
        }

        private final class Faulty implements SeekableByteChannel {

            private final FileChannel file;

            Faulty(FileChannel file) {
                this.file = file;
            }

            @Override
            public int write(ByteBuffer bytes) throws IOException {
                if (isFull.get() && writesHalf.get()) {
                    file.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
                }
                check();
                int written = file.write(bytes);
                writes.release();
                return written;
            }

            @Override
            public SeekableByteChannel truncate(long size) throws IOException {
                file.truncate(size);
                return this;
            }

            @Override
            public int read(ByteBuffer to) throws IOException {
                return file.read(to);
            }

            @Override
            public long position() throws IOException {
                return file.position();
            }

            @Override
            public SeekableByteChannel position(long position) throws IOException {
                file.position(position);
                return this;
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public boolean isOpen() {
                return file.isOpen();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        }
    }
}
