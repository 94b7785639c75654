package dev.nightjar.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A {@link MemberProgram} in a process of its own, whose lines are read by a thread. Safe for any thread. */
final class MemberProcess {

    /** Who gets what the member prints. */
    interface Listener {

        void event(MemberProcess member, HandedOut.Line line);

        void news(MemberProcess member, int shard, int start, String what, long nanos);
    }

    private static final int LAST_LINES = 200;

    private final String name;
    private final String label;
    private final Process process;
    private final Listener listener;
    private final CountDownLatch joined = new CountDownLatch(1);
    private final CountDownLatch resharded = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final Thread reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<String> last = new ArrayDeque<>(); // what is not about events; guarded by lock

    private MemberProcess(String name, Process process, Listener listener) {
        this.name = name;
        this.label = name + ":" + process.pid();
        this.process = process;
        this.listener = listener;
        this.reader = Thread.ofVirtual().name(name).unstarted(this::read);
    }

    static MemberProcess start(MemberProgram.Settings settings, Listener listener) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MemberProgram.class.getName()));
        command.addAll(List.of(settings.words()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        MemberProcess member = new MemberProcess(settings.name(), process, listener);
        member.reader.start();
        return member;
    }

    String name() {
        return name;
    }

    /** Its name and its process, as another process may have the name later. */
    String label() {
        return label;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            keep(e.toString());
        }
    }

    private void take(String line) {
        String[] words = line.split(" ", -1);
        if (!words[words.length - 1].equals(".")) {
            keep(line);
            return;
        }
        switch (words[0]) {
            case "event" ->
                listener.event(
                        this,
                        new HandedOut.Line(
                                label,
                                Integer.parseInt(words[2]),
                                Integer.parseInt(words[3]),
                                Integer.parseInt(words[4]),
                                Integer.parseInt(words[5]),
                                Long.parseLong(words[6]),
                                Long.parseLong(words[1])));
            case "shard" -> {
                keep(line);
                listener.news(
                        this,
                        Integer.parseInt(words[2]),
                        Integer.parseInt(words[3]),
                        words[4],
                        Long.parseLong(words[1]));
            }
            case "joined" -> joined.countDown();
            case "resharded" -> resharded.countDown();
            case "left" -> left.countDown();
            default -> keep(line);
        }
    }

    private void keep(String line) {
        lock.lock();
        try {
            if (last.size() == LAST_LINES) {
                last.removeFirst();
            }
            last.add(line);
        } finally {
            lock.unlock();
        }
    }

    /** The last lines that are not about the test's own events, such as the trace of a failure. */
    List<String> lastLines() {
        lock.lock();
        try {
            return List.copyOf(last);
        } finally {
            lock.unlock();
        }
    }

    boolean hasJoined() {
        return joined.getCount() == 0;
    }

    /** Whether it has said that the re-sharding that it was told to begin is over. */
    boolean hasResharded() {
        return resharded.getCount() == 0;
    }

    /** Whether it has said that its loop has ended. */
    boolean hasLeft() {
        return left.getCount() == 0;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it with SIGKILL, and returns when all that it has printed was read. */
    void kill() throws IOException, InterruptedException {
        // Process.destroyForcibly would also close the pipe, with what was not read yet.
        if (process.isAlive()) {
            signal("KILL");
        }
        awaitEnd();
    }

    /** Sends SIGTERM. */
    void terminate() throws IOException, InterruptedException {
        signal("TERM");
    }

    /** Halts it with SIGSTOP. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0 && process.isAlive()) {
            throw new IOException("kill -" + signal + " of " + name + " ended with " + status);
        }
    }

    /** Tells it to leave. */
    void leave() throws IOException {
        tell("leave");
    }

    /** Tells it to have the bot re-sharded. */
    void reshard(int total) throws IOException {
        tell("reshard " + total);
    }

    /** Tells it to let the shard identify that it has held back. */
    void letGo() throws IOException {
        tell("go");
    }

    private void tell(String command) throws IOException {
        Writer commands = process.outputWriter();
        commands.write(command + "\n");
        commands.flush();
    }

    /** Waits until the process has ended and all that it has printed was read. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(ClusterRig.PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                || !reader.join(ClusterRig.PATIENCE)) {
            throw new AssertionError(name + " did not end; it said " + lastLines());
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
