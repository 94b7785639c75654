package dev.nightjar.cluster;

import dev.nightjar.gateway.SessionStartLimit;
import dev.nightjar.gateway.ShardId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process that is made to be killed: its shards ask for permits again and again, and report each one to the test. */
final class IdentifyPermitsMember {

    private final int port;

    private IdentifyPermitsMember(int port) {
        this.port = port;
    }

    /** Takes the URL of the engine, the test's port, the spacing in milliseconds, and how many shards ask. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var member = new IdentifyPermitsMember(Integer.parseInt(args[1]));
        int shards = Integer.parseInt(args[3]);
        try (NatsEngine engine = NatsEngine.connect(args[0], "permits")) {
            var queue = new ClusterIdentifyQueue(
                    engine.ledger(),
                    Time.SYSTEM,
                    RecordForm.bot("a token"),
                    member::ask,
                    Duration.ofMillis(Long.parseLong(args[2])));
            CountDownLatch first = new CountDownLatch(1);
            for (int number = 0; number < shards; number++) {
                ShardId id = new ShardId(number, shards);
                Thread.ofVirtual().start(() -> member.identify(queue, id, first));
            }
            // The test ends this process.
            first.await();
        }
    }

    private void identify(ClusterIdentifyQueue queue, ShardId id, CountDownLatch end) {
        try (Line line = new Line(port)) {
            while (true) {
                queue.acquire(id);
                line.say("permit " + id.number());
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            end.countDown();
        }
    }

    /** What the test, as Discord, allows. */
    private SessionStartLimit ask() {
        try (Line line = new Line(port)) {
            String[] answer = line.say("limit").split(" ", -1);
            return new SessionStartLimit(
                    Integer.parseInt(answer[0]),
                    Integer.parseInt(answer[1]),
                    Duration.ofHours(1),
                    Integer.parseInt(answer[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to the test, which answers each line. */
    private static final class Line implements AutoCloseable {

        private final Socket socket;
        private final Writer out;
        private final BufferedReader in;

        Line(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        String say(String line) throws IOException {
            out.write(line + "\n");
            out.flush();
            String answer = in.readLine();
            if (answer == null) {
                throw new IOException("the test has hung up");
            }
            return answer;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
