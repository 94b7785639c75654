package dev.nightjar.guides;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines that are printed to the standard output while this is open. */
final class Printed extends PrintStream {

    private final PrintStream before = System.out;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Printed() {
        super(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(this);
    }

    @Override
    public void println(@Nullable String line) {
        lines.add(String.valueOf(line));
    }

    @Override
    public void println(@Nullable Object thing) {
        lines.add(String.valueOf(thing));
    }

    /** The next line that begins like this; those before it are dropped. */
    String await(String beginning) throws InterruptedException {
        while (true) {
            String line = lines.poll(60, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("No line begins with: " + beginning);
            }
            if (line.startsWith(beginning)) {
                return line;
            }
        }
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
