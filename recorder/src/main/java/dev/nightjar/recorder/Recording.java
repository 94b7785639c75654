package dev.nightjar.recorder;

import dev.nightjar.gateway.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Recorder} has written: the events that a loop was given, in their order, to be looped over again.
 *
 * {@snippet file="dev/nightjar/recorder/examples/ReadRecording.java" region="read"}
 *
 * <p>It holds no file open and nothing in memory but one block, so it need not be closed. It may be read while a recorder still writes
 * it. Safe for any thread, and each iterator for one.
 */
public final class Recording implements Iterable<Event> {

    // The opcodes that a loop over events does not get: HEARTBEAT, RECONNECT, INVALID_SESSION, HELLO and the ACK of a
    // heartbeat.
    private static final List<Integer> OF_CONNECTION = List.of(1, 7, 9, 10, 11);

    private final List<Part> parts;
    private final boolean passesDamage;

    private record Part(Path file, Optional<Header> header) {}

    private Recording(List<Part> parts, boolean passesDamage) {
        this.parts = parts;
        this.passesDamage = passesDamage;
    }

    /**
     * Opens a recording: the folder of a recorder with all files of all processes that wrote into it, or one file. Links in the folder
     * are passed over.
     *
     * @param path the folder or the file
     * @return the recording
     * @throws RecordingException when there is none, or its format is not known; the iterators throw it for what is damaged. The end
     *     of a process that was killed is not damage, but {@link Recorded.Unreadable}
     */
    public static Recording open(Path path) {
        return open(path, false);
    }

    /**
     * Opens a recording with damage in it, as far as it can be read: {@link #entries} has {@link Recorded.Unreadable} where the damage
     * is. A file whose header is damaged belongs to no {@linkplain #runs run}, and its blocks are read.
     *
     * @param path the folder or the file
     * @return the recording
     * @throws RecordingException when there is none, or its format is not known
     */
    public static Recording openDamaged(Path path) {
        return open(path, true);
    }

    private static Recording open(Path path, boolean passesDamage) {
        List<Path> files;
        try {
            files = Files.isDirectory(path) ? Ring.files(path) : List.of(path);
        } catch (IOException e) {
            throw new RecordingException("The folder " + path + " cannot be read: " + e, e);
        }
        if (files.isEmpty()) {
            throw new RecordingException("The folder " + path
                    + " has no recording in it, which are files such as recording-000001-000001.zst: give the folder that the"
                    + " recorder was given");
        }
        if (Files.exists(path) && !Files.isDirectory(path) && !Files.isRegularFile(path)) {
            throw new RecordingException(path + " is neither a file nor a folder: give what a recorder has written");
        }
        List<Part> parts = new ArrayList<>();
        for (Path file : files) {
            parts.add(new Part(file, PartReader.header(file, passesDamage)));
        }
        return new Recording(List.copyOf(parts), passesDamage);
    }

    /**
     * The processes that have written it, by the numbers that they gave themselves, in their order. With the default key the same
     * user has another id in each.
     *
     * @return the numbers, from 1
     */
    public List<Long> runs() {
        return parts.stream()
                .flatMap(part -> part.header().stream())
                .map(Header::run)
                .distinct()
                .toList();
    }

    /**
     * What one process has written.
     *
     * @param number one of {@link #runs}
     * @return a part of this recording
     * @throws IllegalArgumentException when it is none of them
     */
    public Recording run(long number) {
        List<Part> own = parts.stream()
                .filter(part ->
                        part.header().map(header -> header.run() == number).orElse(false))
                .toList();
        if (own.isEmpty()) {
            throw new IllegalArgumentException("There is no run " + number + ", but these: " + runs());
        }
        return new Recording(own, passesDamage);
    }

    /**
     * Whether any of it has payloads as they were received, with all that is confidential in them.
     *
     * @return false when content, names and ids were replaced in all files
     */
    public boolean isRaw() {
        return parts.stream().anyMatch(part -> part.header().map(Header::isRaw).orElse(false));
    }

    /**
     * The files, oldest first.
     *
     * @return the files as they were when this was opened
     */
    public List<Path> files() {
        return parts.stream().map(Part::file).toList();
    }

    /**
     * The events, as a loop over events was given them: payloads decoded, and what the shards themselves tell. What is missing is
     * passed over; {@link #entries} has it, with the times and the shards.
     *
     * @return an iterator that reads on as it is asked for more
     */
    @Override
    public Iterator<Event> iterator() {
        return new Reading<>(Recording::event);
    }

    private static Optional<Event> event(Recorded entry) {
        return switch (entry) {
            case Recorded.OfPayload of
            when !OF_CONNECTION.contains(of.payload().op()) ->
                Optional.of(of.payload().event());
            case Recorded.OfEvent of -> Optional.of(of.event());
            case Recorded.OfPayload of -> Optional.empty();
            case Recorded.OfClose of -> Optional.empty();
            case Recorded.Gap gap -> Optional.empty();
            case Recorded.Unreadable unreadable -> Optional.empty();
        };
    }

    /**
     * All that was recorded, with times and shards, and what is missing.
     *
     * @return the entries, which can be looped over any number of times
     */
    public Iterable<Recorded> entries() {
        return () -> new Reading<>(Optional::of);
    }

    /**
     * Writes a copy with content, names and ids replaced and times in payloads cut to their day: what can be shown to others of a raw
     * recording. The same recording with the same key gives the same files, byte for byte.
     *
     * @param folder where the copy is written; it is made if it is not there, and must have no recording in it
     * @param key 16 random bytes or more, the secret that decides what stands for what
     * @param keep as {@link Recorder.Builder#keep}
     * @return the copy
     * @throws RecordingException when it cannot be written, or this cannot be read
     * @throws IllegalArgumentException when the key is shorter, a field to keep is none, or this was redacted already
     */
    public Recording redact(Path folder, byte[] key, String... keep) {
        if (!isRaw()) {
            throw new IllegalArgumentException("This recording has been redacted already: its ids stand for others");
        }
        Redacted copy = new Redacted(folder, Pseudonyms.checked(key), List.of(keep));
        try {
            copy.write(entries());
        } catch (IOException e) {
            throw new RecordingException("The copy cannot be written into " + folder + ": " + e, e);
        }
        return open(folder);
    }

    /** Shows its files. */
    @Override
    public String toString() {
        return "Recording" + files();
    }

    /** Goes through all files. */
    private final class Reading<E> implements Iterator<E> {

        private final Function<Recorded, Optional<E>> read;
        private final ArrayDeque<Part> left = new ArrayDeque<>(parts);
        private @Nullable PartReader reader;
        private @Nullable E next;

        Reading(Function<Recorded, Optional<E>> read) {
            this.read = read;
        }

        @Override
        public boolean hasNext() {
            while (next == null) {
                Recorded entry = reader == null ? null : reader.next();
                if (entry != null) {
                    next = read.apply(entry).orElse(null);
                } else if (left.isEmpty()) {
                    return false;
                } else {
                    reader = new PartReader(left.removeFirst().file(), passesDamage);
                }
            }
            return true;
        }

        @Override
        public E next() {
            E found = hasNext() ? next : null;
            if (found == null) {
                throw new NoSuchElementException("The recording is at its end: ask hasNext() before next()");
            }
            next = null;
            return found;
        }
    }
}
