package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes on one server ask for permits until the budget is used up, and are killed and started again meanwhile. This
 * process measures when the permits come, and counts what is left, as Discord does.
 */
@Tag("slow")
@Timeout(1_800)
class IdentifyPermitsProcessTest {

    private static final int MEMBERS = 3;
    private static final int SHARDS = 32;
    private static final int MAX_CONCURRENCY = 16;

    @TempDir
    Path temp;

    /** The test as Discord. Safe for any thread. */
    private static final class Gate implements AutoCloseable {

        private final ServerSocket door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        private final ReentrantLock lock = new ReentrantLock();
        private final int budget;
        private final CountDownLatch isUsedUp;

        // All of these are guarded by lock.
        private final long[] last = new long[MAX_CONCURRENCY];
        private long smallest = Long.MAX_VALUE;
        private int permits;

        Gate(int budget, int enough) throws IOException {
            this.budget = budget;
            this.isUsedUp = new CountDownLatch(enough);
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return door.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = door.accept();
                    Thread.ofVirtual().start(() -> answer(socket));
                }
            } catch (IOException e) {
                // The door was closed, and the test is over.
            }
        }

        private void answer(Socket socket) {
            try (socket;
                    var in =
                            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8)) {
                socket.setTcpNoDelay(true);
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    out.write(answer(line, System.nanoTime()) + "\n");
                    out.flush();
                }
            } catch (IOException e) {
                // The member was killed.
            }
        }

        private String answer(String line, long now) {
            lock.lock();
            try {
                if (line.equals("limit")) {
                    return budget + " " + Math.max(0, budget - permits) + " " + MAX_CONCURRENCY;
                }
                int bucket = Integer.parseInt(line.substring("permit ".length())) % MAX_CONCURRENCY;
                if (last[bucket] != 0) {
                    smallest = Math.min(smallest, now - last[bucket]);
                }
                last[bucket] = now;
                permits++;
                isUsedUp.countDown();
                return "go on";
            } finally {
                lock.unlock();
            }
        }

        int permits() {
            lock.lock();
            try {
                return permits;
            } finally {
                lock.unlock();
            }
        }

        Duration smallestSpacing() {
            lock.lock();
            try {
                return Duration.ofNanos(smallest);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    @Test
    void throughKillsNoPermitComesTooEarlyAndNoneTooMuch() throws Exception {
        // The margin is as long as the spacing, because the members and the test share a machine that may be busy.
        run(60, 40, Duration.ofSeconds(1), Duration.ofSeconds(1), 4, Duration.ofSeconds(1), 1);
    }

    @Test
    @Tag("long")
    void throughKillsAThousandPermitsAreFiveSecondsApart() throws Exception {
        run(
                1_100,
                1_000,
                ClusterIdentifyQueue.FIVE_SECONDS,
                ClusterIdentifyQueue.DEFAULT_MARGIN,
                40,
                Duration.ofSeconds(5),
                System.nanoTime());
    }

    private void run(int budget, int enough, Duration spacing, Duration margin, int kills, Duration pace, long seed)
            throws Exception {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (NatsServer server = NatsServer.start();
                Gate gate = new Gate(budget, enough)) {
            List<Process> members = new ArrayList<>();
            long start = System.nanoTime();
            int killed = 0;
            try {
                for (int i = 0; i < MEMBERS; i++) {
                    members.add(launch(server, gate, spacing.plus(margin)));
                }
                while (!gate.isUsedUp.await(random.nextLong(2 * pace.toMillis()), TimeUnit.MILLISECONDS)) {
                    if (killed < kills) {
                        int next = random.nextInt(MEMBERS);
                        members.get(next).destroyForcibly().waitFor();
                        members.set(next, launch(server, gate, spacing.plus(margin)));
                        killed++;
                    }
                    assertThat(members).as(this::errors).allMatch(Process::isAlive);
                }
                // What is left may be given out; what would be too much has time to show.
                var unused = new CountDownLatch(1).await(spacing.multipliedBy(4).toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                members.forEach(Process::destroyForcibly);
            }
            System.out.println(gate.permits() + " permits of " + budget + " through " + killed + " kills in "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s, smallest spacing "
                    + gate.smallestSpacing());
            assertThat(gate.permits()).isBetween(enough, budget);
            assertThat(gate.smallestSpacing()).isGreaterThanOrEqualTo(spacing);
        }
    }

    private Process launch(NatsServer server, Gate gate, Duration spacing) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdentifyPermitsMember.class.getName(),
                        server.url(),
                        Integer.toString(gate.port()),
                        Long.toString(spacing.toMillis()),
                        Integer.toString(SHARDS))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(errorFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(errorFile()))
                .start();
    }

    private File errorFile() {
        return temp.resolve("errors").toFile();
    }

    private String errors() {
        try {
            return Files.readString(temp.resolve("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
