package dev.nightjar.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of its own that saves a session in a folder again and again, and looks at what is there after each save. */
final class SessionSaver {

    private final Process process;
    private final Path errors;

    private SessionSaver(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /**
     * Starts the process.
     *
     * @param temp where its errors go
     * @param script what the shell does with the command that it is given
     */
    static SessionSaver start(Path temp, Path folder, SessionStore.Key key, int rounds, String script)
            throws IOException {
        Path errors = Files.createTempFile(temp, "saver", ".errors");
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                script,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                SessionSaver.class.getName(),
                folder.toString(),
                key.fingerprint(),
                String.valueOf(key.shard().number()),
                String.valueOf(key.shard().total()),
                String.valueOf(rounds)));
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        CompletableFuture.delayedExecutor(100, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return new SessionSaver(process, errors);
    }

    /** Waits for its end: how many saves it made, and how many failed; or what went wrong. */
    String outcome() throws IOException, InterruptedException {
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            process.waitFor();
            return line == null ? Files.readString(errors) : line;
        }
    }

    /** Prints how many saves were made, and how many failed. What it reads damaged ends it. */
    public static void main(String[] args) throws IOException {
        FileSessionStore store = FileSessionStore.of(Path.of(args[0]));
        ShardId shard = new ShardId(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        SessionStore.Key key = new SessionStore.Key(shard, args[1]);
        int rounds = Integer.parseInt(args[4]);
        int failed = 0;
        for (int i = 0; i < rounds; i++) {
            // Of two lengths, so that a mixture of two is no whole one.
            String id = i % 2 == 0 ? "a" : "b".repeat(100);
            try {
                store.save(key, new Session(id, i, URI.create("wss://resume.example"), shard));
            } catch (IOException e) {
                failed++;
                System.err.println(e);
            }
            if (store.load(key).isEmpty()) {
                throw new IOException("Nothing is there in round " + i);
            }
        }
        System.out.println((rounds - failed) + " saved, " + failed + " failed");
    }
}
