package dev.nightjar.gateway;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * When each event was written to its socket, in a file that the load generator and the client's process both map: the
 * payloads are compressed beforehand and cannot carry it. {@link System#nanoTime()} is one clock for both on Linux.
 */
final class Stamps {

    static final int EVENTS = 16_384;
    private static final int CONNECTIONS = 256;

    private final MappedByteBuffer times;

    Stamps(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            times = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) CONNECTIONS * EVENTS * Long.BYTES);
        }
    }

    void write(int connection, int event) {
        times.putLong(place(connection, event), System.nanoTime());
    }

    long nanosSince(int connection, int event) {
        return System.nanoTime() - times.getLong(place(connection, event));
    }

    private static int place(int connection, int event) {
        return (connection % CONNECTIONS * EVENTS + event % EVENTS) * Long.BYTES;
    }
}
