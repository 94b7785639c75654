package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class FileSessionStoreTest {

    private static final String TOKEN = "a-token-that-must-never-be-shown";
    private static final ShardId SHARD = new ShardId(3, 16);
    private static final SessionStore.Key KEY = key(TOKEN, "wss://gateway.example", SHARD);
    private static final Session SESSION =
            new Session("abc\n\"é", 1_234_567_890_123L, URI.create("wss://resume.example/"), SHARD);

    private final Path temp;
    private final Path folder;
    private final Path file;
    private final FileSessionStore store;

    FileSessionStoreTest(@TempDir Path temp) {
        this.temp = temp;
        folder = temp.resolve("made/when/needed");
        file = folder.resolve("shard-3-of-16-" + KEY.fingerprint().substring(0, 16) + ".session");
        store = FileSessionStore.of(folder);
    }

    @Test
    void nothingWasSavedAtFirst() throws IOException {
        assertThat(store.load(KEY)).isEmpty();
        store.clear(KEY);
        assertThat(folder).doesNotExist();
    }

    @Test
    void aSavedSessionIsFoundByTheNextProcessAndReplacesTheOneBefore() throws IOException {
        store.save(KEY, SESSION.at(5));
        store.save(KEY, SESSION);

        assertThat(FileSessionStore.of(folder).load(KEY)).contains(SESSION);
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aClearedSessionIsGone() throws IOException {
        store.save(KEY, SESSION);

        store.clear(KEY);

        assertThat(store.load(KEY)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void eachShardHasItsOwnFile() throws IOException {
        ShardId other = new ShardId(4, 16);
        SessionStore.Key otherKey = key(TOKEN, "wss://gateway.example", other);
        Session session = new Session("other", 1, URI.create("wss://resume.example/"), other);

        store.save(KEY, SESSION);
        store.save(otherKey, session);
        store.clear(KEY);

        assertThat(store.load(otherKey)).contains(session);
    }

    @Test
    void anotherTotalFindsNothing() throws IOException {
        store.save(KEY, SESSION);

        assertThat(store.load(key(TOKEN, "wss://gateway.example", new ShardId(3, 17))))
                .isEmpty();
    }

    @Test
    void botsAndGatewaysThatShareAFolderKeepApart() throws IOException {
        store.save(KEY, SESSION);

        for (SessionStore.Key other :
                List.of(key(TOKEN + "x", "wss://gateway.example", SHARD), key(TOKEN, "wss://other.example", SHARD))) {
            assertThat(store.load(other)).isEmpty();
            store.save(other, SESSION.at(1));
            store.clear(other);
        }
        assertThat(store.load(KEY)).contains(SESSION);
    }

    @Test
    void aFileThatWasRenamedIsRefused() throws IOException {
        SessionStore.Key other = key(TOKEN + "x", "wss://gateway.example", SHARD);
        store.save(other, SESSION);
        try (Stream<Path> files = Files.list(folder)) {
            Files.move(files.findFirst().orElseThrow(), file);
        }

        assertThatIOException()
                .isThrownBy(() -> store.load(KEY))
                .withMessage(file + " holds no session of this shard: it is that of another token, gateway or shard");
    }

    @Test
    void aFileThatIsCutAnywhereIsRefused() throws IOException {
        store.save(KEY, SESSION);
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatIOException().as("cut at " + length).isThrownBy(() -> store.load(KEY));
        }
    }

    @Test
    void aFileWithAnyBitFlippedIsRefused() throws IOException {
        store.save(KEY, SESSION);
        byte[] whole = Files.readAllBytes(file);

        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            assertThatIOException().as("bit " + bit).isThrownBy(() -> store.load(KEY));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\":2}",
                "[]",
                "null",
                "{\"version\":1,\"fingerprint\":KEY,\"shard\":[3,16]}",
                "{\"version\":1,\"fingerprint\":KEY,\"shard\":[3,16],\"session_id\":\"\",\"sequence\":1,"
                        + "\"resume_url\":\"wss://a\"}",
                "{\"version\":1,\"fingerprint\":KEY,\"shard\":[3,16],\"session_id\":\"a\",\"sequence\":-1,"
                        + "\"resume_url\":\"wss://a\"}",
                "{\"version\":1,\"fingerprint\":KEY,\"shard\":[3,16],\"session_id\":\"a\",\"sequence\":1,"
                        + "\"resume_url\":\"http://a\"}",
                "{\"version\":1,\"fingerprint\":KEY,\"shard\":[3,16],\"session_id\":\"a\",\"sequence\":1,"
                        + "\"resume_url\":\"::\"}"
            })
    void aFileWithAGoodChecksumAndAnythingElseInItIsRefused(String json) throws IOException {
        byte[] bytes = json.replace("KEY", "\"" + KEY.fingerprint() + "\"").getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(folder);
        Files.writeString(
                file, StoredSession.checksum(bytes) + "\n" + new String(bytes, StandardCharsets.UTF_8) + "\n");

        assertThatIOException().isThrownBy(() -> store.load(KEY)).withMessageContaining("holds no session");
    }

    @Test
    void aHugeFileIsRefusedWithoutBeingRead() throws IOException {
        Files.createDirectories(folder);
        Files.write(file, new byte[9_000]);

        assertThatIOException().isThrownBy(() -> store.load(KEY)).withMessageContaining("longer than 8192 bytes");
    }

    @Test
    void aSessionThatWouldBeTooLargeIsNotSavedAndTheOneBeforeStays() throws IOException {
        store.save(KEY, SESSION);

        assertThatIOException()
                .isThrownBy(() ->
                        store.save(new SessionStore.Key(SHARD, KEY.fingerprint() + "0".repeat(9_000)), SESSION));

        assertThat(store.load(KEY)).contains(SESSION);
    }

    @Test
    void aCrashInTheMiddleOfAWriteLeavesTheSessionBeforeAndDoesNotHinderTheNextSave() throws IOException {
        store.save(KEY, SESSION.at(5));
        unfinished(".0123456789abcdef.tmp", Duration.ZERO);

        assertThat(store.load(KEY)).contains(SESSION.at(5));
        store.save(KEY, SESSION);

        assertThat(store.load(KEY)).contains(SESSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {".tmp", ".0123456789abcdef.tmp"}) // the first is the name that such files once had
    void whatAKilledProcessHasLeftHalfWrittenIsRemovedByTheFirstSaveOfALaterOne(String suffix) throws IOException {
        Path left = unfinished(suffix, Duration.ofHours(2));

        FileSessionStore.of(folder).save(KEY, SESSION);

        assertThat(left).doesNotExist();
        assertThat(files()).containsExactly(file);
    }

    @Test
    void whatAnotherProcessMayStillBeWritingAndWhatIsNotTheStoresIsLeftAlone() throws IOException {
        Path written = unfinished(".0123456789abcdef.tmp", Duration.ofMinutes(50));
        Path foreign = folder.resolve("notes.tmp");
        Files.writeString(foreign, "mine");
        Files.setLastModifiedTime(foreign, FileTime.from(Instant.EPOCH));

        FileSessionStore.of(folder).save(KEY, SESSION);

        assertThat(files()).containsExactlyInAnyOrder(file, written, foreign);
    }

    @Test
    void aSaveThatFailsLeavesNothingBehind() throws IOException {
        Files.createDirectories(file.resolve("a folder where the file should be"));

        for (int i = 0; i < 3; i++) {
            assertThatIOException().isThrownBy(() -> store.save(KEY, SESSION));
        }

        assertThat(files()).containsExactly(file);
    }

    @Test
    void aDiskThatTakesNothingFailsTheSaveAndIsLeftAsItWas() throws Exception {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        store.save(KEY, SESSION.at(5));

        // A process that may write no byte to any file: for it each disk is full.
        SessionSaver saver = SessionSaver.start(temp, folder, KEY, 3, "ulimit -f 0; exec \"$0\" \"$@\"");

        assertThat(saver.outcome()).isEqualTo("0 saved, 3 failed");
        assertThat(files()).containsExactly(file);
        assertThat(store.load(KEY)).contains(SESSION.at(5));
    }

    @Test
    void manyThreadsThatSaveAndLoadOneKeySeeWholeSessionsOnlyAndNoSaveFails() throws Exception {
        store.save(KEY, SESSION.at(0));

        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 1; thread <= 6; thread++) {
                long sequence = 1_000L * thread;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 300; i++) {
                        store.save(KEY, SESSION.at(sequence + i));
                        assertThat(store.load(KEY)).isPresent();
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }

        assertThat(files()).containsExactly(file);
    }

    @Test
    void twoProcessesThatSaveOneKeySeeWholeSessionsOnlyAndNoSaveFails() throws Exception {
        SessionSaver one = SessionSaver.start(temp, folder, KEY, 500, "exec \"$0\" \"$@\"");
        SessionSaver other = SessionSaver.start(temp, folder, KEY, 500, "exec \"$0\" \"$@\"");

        assertThat(one.outcome()).isEqualTo("500 saved, 0 failed");
        assertThat(other.outcome()).isEqualTo("500 saved, 0 failed");
        assertThat(store.load(KEY)).isPresent();
        assertThat(files()).containsExactly(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0001", "\"", "\u2603", "\ud83d\ude00"})
    void theLongestIdAndUrlFitIntoAFileAndIntoAResume(String character) throws IOException {
        String id = character.repeat(500 / character.length());
        URI url = URI.create("wss://resume.example/" + "\u2603".repeat(979));
        Session session = new Session(id, Long.MAX_VALUE, url, SHARD);

        store.save(KEY, session);

        assertThat(store.load(KEY)).contains(session);
        String resume =
                PayloadWriter.resume(GatewayConfig.builder("t".repeat(1_000)).build(), session);
        assertThat(PayloadWriter.checkSize(resume)).isSameAs(resume);
    }

    @Test
    void aSessionOfAnEarlierVersionIsStillRead() throws IOException {
        String json =
                "{\"version\":1,\"fingerprint\":\"" + KEY.fingerprint() + "\",\"shard\":[3,16],\"session_id\":\"a\","
                        + "\"sequence\":7,\"resume_url\":\"wss://resume.example\"}";
        Files.createDirectories(folder);
        Files.writeString(file, StoredSession.checksum(json.getBytes(StandardCharsets.UTF_8)) + "\n" + json + "\n");

        assertThat(store.load(KEY)).contains(new Session("a", 7, URI.create("wss://resume.example"), SHARD));
    }

    /** Half of a session, as a process leaves it that is killed while it writes. */
    private Path unfinished(String suffix, Duration age) throws IOException {
        Files.createDirectories(folder);
        Path left = folder.resolve(file.getFileName() + suffix);
        byte[] whole = StoredSession.write(SESSION, KEY);
        Files.write(left, Arrays.copyOf(whole, whole.length / 2));
        Files.setLastModifiedTime(
                left, FileTime.from(Files.getLastModifiedTime(left).toInstant().minus(age)));
        return left;
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");

        store.save(KEY, SESSION);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void theTokenIsNotInIt() throws IOException {
        store.save(KEY, SESSION);

        assertThat(Files.readString(file)).doesNotContain(TOKEN);
        assertThat(KEY.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(KEY.toString()).doesNotContain(TOKEN);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static SessionStore.Key key(String token, String gateway, ShardId shard) {
        return StoredSession.key(
                GatewayConfig.builder(token).gatewayUrl(URI.create(gateway)).build(), shard);
    }
}
