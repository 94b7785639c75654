package dev.nightjar.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed with kill -9 while it records. */
@Timeout(300)
class KillTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasFlushedSurvivesKill9AndTheNextProcessGoesOn() throws Exception {
        long seen = 0;
        for (int i = 0; i < 3; i++) {
            seen = recordAndKill();
        }

        Recording recording = Recording.open(folder);
        assertThat(recording.runs()).containsExactly(1L, 2L, 3L);
        List<Long> last = Payloads.sequences(recording.run(3));
        assertThat(last).hasSizeGreaterThanOrEqualTo((int) seen);
        assertThat(last).isEqualTo(LongStream.range(0, last.size()).boxed().toList());
        assertThat(Payloads.entries(recording)).noneMatch(Recorded.Gap.class::isInstance);
    }

    /** Returns how many entries the process knew to be written when it was killed. */
    private long recordAndKill() throws Exception {
        Process process = ChildJvm.start(Program.class, folder);
        try (BufferedReader lines = process.inputReader()) {
            long written = 0;
            while (written < 3_000) {
                String line = lines.readLine();
                assertThat(line).as("the process has ended by itself").isNotNull();
                written = Long.parseLong(line);
            }
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return written;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Records without an end, and prints how much was written. */
    static final class Program {

        private static final long MOST_AHEAD = 20_000;

        public static void main(String[] arguments) throws InterruptedException {
            try (Recorder recorder = Payloads.recorder(Path.of(arguments[0]))
                    .flushInterval(Duration.ofMillis(1))
                    .open()) {
                for (long i = 0; ; i++) {
                    while (i - recorder.stats().written() > MOST_AHEAD) {
                        TimeUnit.MILLISECONDS.sleep(1); // a writer that is slow to begin would have to drop some
                    }
                    recorder.add(Payloads.SHARD, Payloads.event(i));
                    if (i % 100 == 0) {
                        System.out.println(recorder.stats().written());
                        TimeUnit.MILLISECONDS.sleep(1); // a loop that waits for the gateway
                    }
                }
            }
        }
    }
}
