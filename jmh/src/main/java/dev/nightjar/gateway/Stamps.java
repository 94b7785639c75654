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

    private static final int TOTAL = 1 << 22;
    private static final int ENVELOPE = 2; // HELLO and READY come before the events

    private final MappedByteBuffer times;

    Stamps(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            times = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) TOTAL * Long.BYTES);
        }
    }

    /** The stamps of one connection. Connections with neighbouring numbers have no place in common. */
    Row row(int connection, int events) {
        return new Row((long) connection * (events + ENVELOPE));
    }

    /** The stamps of one connection. */
    final class Row {

        private final long first;

        private Row(long first) {
            this.first = first;
        }

        /** These events, up to the last excluded, are written now. */
        void write(int from, int to) {
            long now = System.nanoTime();
            for (int event = from; event < to; event++) {
                times.putLong(place(event), now);
            }
        }

        long nanosSince(int event) {
            return System.nanoTime() - times.getLong(place(event));
        }

        private int place(int event) {
            return (int) ((first + event) % TOTAL) * Long.BYTES;
        }
    }
}
