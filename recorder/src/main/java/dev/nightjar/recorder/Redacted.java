package dev.nightjar.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of a raw recording in which content, names and ids are replaced. Confined to one thread. */
final class Redacted {

    // As a recorder's by default: small enough to be sent.
    private static final long PART = 8L << 20;

    private final Path folder;
    private final byte[] key;
    private final List<String> kept;

    Redacted(Path folder, byte[] key, List<String> kept) {
        this.folder = folder;
        this.key = key;
        this.kept = kept;
        Fields.keeping(kept);
    }

    void write(Iterable<Recorded> entries) throws IOException {
        Files.createDirectories(folder);
        if (!Ring.files(folder).isEmpty()) {
            throw new IOException("it has a recording in it already; give it a folder of its own");
        }
        int shards = shards(entries);
        Header header = new Header(0, 0, false, shards, kept);
        Ring ring = Ring.open(folder, Long.MAX_VALUE, PART, header, Ring.Disk.REAL);
        Redactor redactor = new Redactor(Fields.keeping(kept), new Pseudonyms(key, shards));
        try (Blocks blocks = new Blocks(ring, new Lines(redactor), PART)) {
            for (Recorded recorded : entries) {
                Entry entry = entry(recorded);
                if (entry != null) {
                    add(entry, blocks);
                }
            }
            blocks.flush();
        } finally {
            ring.finish();
        }
    }

    /** The total of the first shard, as a recorder takes it. */
    private static int shards(Iterable<Recorded> entries) {
        for (Recorded entry : entries) {
            switch (entry) {
                case Recorded.OfPayload of -> {
                    return of.shard().total();
                }
                case Recorded.OfEvent of -> {
                    return of.shard().total();
                }
                case Recorded.OfClose of -> {
                    return of.shard().total();
                }
                case Recorded.Gap gap -> {}
                case Recorded.Unreadable unreadable -> {}
            }
        }
        return 1;
    }

    private static void add(Entry entry, Blocks to) throws IOException {
        to.encode(entry);
        if (to.isCrowded()) {
            to.flush();
        }
        to.append();
        if (to.isFull()) {
            to.flush();
        }
    }

    private static @Nullable Entry entry(Recorded recorded) {
        return switch (recorded) {
            case Recorded.OfPayload of ->
                new Entry.OfPayload(
                        of.time().toEpochMilli(), of.shard(), of.sessionId().orElse(null), of.payload());
            case Recorded.OfEvent of -> new Entry.OfEvent(of.time().toEpochMilli(), of.shard(), of.event());
            case Recorded.OfClose of ->
                new Entry.OfClose(
                        of.time().toEpochMilli(), of.shard(), of.sessionId().orElse(null), of.close());
            case Recorded.Gap gap ->
                new Entry.Gap(gap.time().toEpochMilli(), gap.until().toEpochMilli(), gap.events(), gap.bytes());
            case Recorded.Unreadable unreadable -> null;
        };
    }
}
