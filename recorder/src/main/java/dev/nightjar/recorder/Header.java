package dev.nightjar.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * What a file of a recording says of itself, in a frame at its beginning that every decompressor of zstd skips.
 *
 * @param run which process of those that wrote into the folder, from 1
 * @param part which file of the run, from 1
 * @param isRaw whether nothing was replaced
 * @param shards the number of shards that the replaced ids keep in mind
 * @param kept the fields whose text the user has kept
 */
record Header(long run, long part, boolean isRaw, int shards, List<String> kept) {

    static final int VERSION = 1;

    /** The magic number of a frame that is skipped, its size, the name of the format, its version, and the checksum. */
    static final int FIXED = 4 + 4 + 8 + 4 + 4;

    private static final int MAGIC = 0x184D2A5E;
    private static final byte[] NAME = "NIGHTJAR".getBytes(UTF_8);
    private static final int LARGEST = 64 * 1024;

    Header {
        kept = List.copyOf(kept);
    }

    /** Why bytes are no header. */
    static final class NoHeaderException extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        NoHeaderException(String problem) {
            super(problem);
        }
    }

    byte[] bytes() {
        byte[] json = json();
        ByteBuffer frame = ByteBuffer.allocate(FIXED + json.length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(MAGIC)
                .putInt(FIXED - 8 + json.length)
                .put(NAME)
                .putInt(VERSION)
                .putInt(checksum(json))
                .put(json);
        return frame.array();
    }

    private byte[] json() {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("run", run);
        form.put("part", part);
        form.put("content", isRaw ? "raw" : "redacted");
        form.put("shards", shards);
        form.put("kept", kept);
        try {
            return JSON.std.asBytes(form);
        } catch (IOException e) { // numbers and strings always have a form
            throw new UncheckedIOException(e);
        }
    }

    /** The size of the whole frame that begins so. */
    static int size(byte[] bytes) throws NoHeaderException {
        ByteBuffer fixed = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] name = new byte[NAME.length];
        int magic = fixed.getInt();
        long size = 8 + (fixed.getInt() & 0xffffffffL);
        fixed.get(name);
        int version = fixed.getInt();
        if (magic != MAGIC || !Arrays.equals(name, NAME)) {
            throw new NoHeaderException("it does not begin as a recording does");
        }
        if (version != VERSION) {
            throw new NoHeaderException("it has version " + version + " of the format, and this library reads version "
                    + VERSION + ": read it with the version of nightjar-recorder that wrote it, or a newer one");
        }
        if (size < FIXED || size > LARGEST) {
            throw new NoHeaderException("its header claims to have " + size + " bytes");
        }
        return (int) size;
    }

    /** The header in a whole frame, whose beginning {@link #size} has checked. */
    static Header read(byte[] bytes) throws NoHeaderException {
        ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(FIXED - 4);
        int checksum = frame.getInt();
        byte[] json = new byte[frame.remaining()];
        frame.get(json);
        if (checksum != checksum(json)) {
            throw new NoHeaderException("the checksum of its header is wrong");
        }
        try {
            Map<String, Object> form = JSON.std.mapFrom(json);
            List<String> kept = ((List<?>) form.getOrDefault("kept", List.of()))
                    .stream().map(String.class::cast).toList();
            return new Header(
                    ((Number) form.getOrDefault("run", 0)).longValue(),
                    ((Number) form.getOrDefault("part", 0)).longValue(),
                    "raw".equals(form.get("content")),
                    ((Number) form.getOrDefault("shards", 1)).intValue(),
                    kept);
        } catch (IOException | ClassCastException e) {
            throw new NoHeaderException("its header is no JSON as it should be: " + e.getMessage());
        }
    }

    private static int checksum(byte[] json) {
        CRC32C checksum = new CRC32C();
        checksum.update(json);
        return (int) checksum.getValue();
    }
}
