package dev.nightjar.recorder;

import dev.nightjar.gateway.event.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The library's samples: one of each event or more, with every field that is documented and some that are not. */
final class Samples {

    private Samples() {}

    /** The JSON of each, by the name of its file. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> samples = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                samples.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return samples;
    }

    static byte[] of(String file) {
        return Objects.requireNonNull(all().get(file), file);
    }

    static List<Payload> payloads() {
        return all().values().stream().map(Payload::of).toList();
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(Payload.class.getResource("message-create.json"))
                            .toURI())
                    .resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
