package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Payloads to record, and what became of them. */
final class Payloads {

    static final ShardId SHARD = new ShardId(3, 16);

    private Payloads() {}

    /** A message with this sequence and text. */
    static Payload message(long sequence, String content) {
        return Payload.of(("{\"t\":\"MESSAGE_CREATE\",\"s\":" + sequence + ",\"op\":0,\"d\":{\"id\":\""
                        + (1_164_000_000_000_000_000L + sequence)
                        + "\",\"channel_id\":\"1164000000000000002\",\"content\":\""
                        + content + "\",\"author\":{\"id\":\"80351110224678912\",\"username\":\"nelly\"}}}")
                .getBytes(UTF_8));
    }

    static Event event(long sequence) {
        return message(sequence, "Hello number " + sequence).event();
    }

    /** A recorder that keeps up, and has written all when it is closed, on a busy machine too. */
    static Recorder.Builder recorder(Path folder) {
        return Recorder.builder(folder).share(1).patience(Duration.ofSeconds(90));
    }

    /** The sequences of a recording's dispatches, in their order. */
    static List<Long> sequences(Recording recording) {
        return stream(recording).map(event -> event.payload().sequence()).toList();
    }

    static Stream<Event> stream(Recording recording) {
        Stream.Builder<Event> events = Stream.builder();
        recording.forEach(events);
        return events.build();
    }

    static List<Recorded> entries(Recording recording) {
        Stream.Builder<Recorded> entries = Stream.builder();
        recording.entries().forEach(entries);
        return entries.build().toList();
    }

    static long size(Path folder) throws IOException {
        long size = 0;
        for (Path file : Ring.files(folder)) {
            try {
                size += Files.size(file);
            } catch (NoSuchFileException e) {
                // The recorder has deleted it since.
            }
        }
        return size;
    }
}
