package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What any decompressor of zstd makes of a recording: it knows nothing of the format. */
final class RecordedBytes {

    private RecordedBytes() {}

    static String plain(Path folder) throws IOException {
        StringBuilder plain = new StringBuilder();
        for (Path file : Ring.files(folder)) {
            byte[] bytes = Files.readAllBytes(file);
            plain.append(new String(bytes, 0, Math.min(bytes.length, 512), UTF_8));
            try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(bytes)).setContinuous(true)) {
                plain.append(new String(in.readAllBytes(), UTF_8));
            }
        }
        return plain.toString();
    }
}
