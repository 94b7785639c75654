package dev.nightjar.recorder;

import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardMessage;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.LifecycleEvent;
import dev.nightjar.gateway.event.Malformed;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A flight recorder: keeps the last events of a loop in a ring of files, for the day on which a bot has misbehaved. {@link
 * Recording} reads them.
 *
 * {@snippet file="dev/nightjar/recorder/examples/RecordedBot.java" region="record"}
 *
 * <p>What people have written, their names, and all ids are replaced before anything is written, and times in payloads are cut to their
 * day, unless the recorder is {@linkplain Builder#raw raw}; {@code docs/recording.md} says what is kept.
 *
 * <p>The loop only adds to a queue. One thread replaces, compresses and writes, within a {@linkplain Builder#share share} of a
 * processor's time. When it cannot keep up, or the disk is full or slow, events are missing in the recording, and the recording says
 * so; the loop never waits for it. What was written a second ago survives {@code kill -9}. A process with {@code Events.handle} or
 * {@code poll} calls {@link #add(ShardEvent) add} itself.
 *
 * <p>Safe for any thread. It holds the payloads that wait, at most {@link Builder#queue} many.
 */
public final class Recorder implements AutoCloseable {

    private final Inlet inlet;
    private final Scribe scribe;
    private final Trouble trouble;
    private final InstantSource clock;
    private final Duration patience;
    private final Thread thread;

    private Recorder(Builder builder, FolderLock lock) throws IOException {
        this.patience = builder.patience;
        this.clock = builder.clock;
        this.trouble = new Trouble(builder.folder);
        this.inlet = new Inlet(builder.queueEntries, builder.queueBytes);
        Header header = new Header(0, 0, builder.raw, 1, builder.kept);
        Ring ring = Ring.open(builder.folder, builder.limit, builder.partLimit(), header, builder.disk);
        this.scribe = new Scribe(
                inlet,
                ring,
                builder.form(),
                builder.partLimit(),
                builder.flush.toNanos(),
                builder.share,
                clock,
                trouble);
        this.thread = Thread.ofPlatform().daemon().name("nightjar-recorder").unstarted(() -> {
            // While this thread writes, no other may, whether the recorder was closed or not.
            try (lock) {
                scribe.run();
            }
        });
    }

    /**
     * Opens a recorder with what {@link #builder} chooses by default.
     *
     * @param folder where the files are; it is made if it is not there
     * @return the recorder, which must be closed
     * @throws RecordingException as {@link Builder#open}
     */
    public static Recorder open(Path folder) {
        return builder(folder).open();
    }

    /**
     * A builder of a recorder.
     *
     * @param folder where the files are
     * @return a builder that replaces content, keeps 64 MB, and uses a fiftieth of one processor at most
     */
    public static Builder builder(Path folder) {
        return new Builder(folder);
    }

    /**
     * The events of a fleet or a cluster, which are recorded as the loop gets them.
     *
     * @param events what {@code fleet.events()} or {@code cluster.events()} has returned
     * @return the same events, for the loop
     */
    public Iterable<ShardEvent> events(Iterable<ShardEvent> events) {
        return tapped(events, this::add);
    }

    /**
     * The events of a shard, which are recorded as the loop gets them.
     *
     * @param shard the id of the shard
     * @param events what {@code shard.events()} has returned
     * @return the same events, for the loop
     */
    public Iterable<Event> events(ShardId shard, Iterable<Event> events) {
        return tapped(events, event -> add(shard, event));
    }

    /**
     * The messages of a fleet, which are recorded as the loop gets them.
     *
     * @param messages what {@code fleet.messages()} has returned
     * @return the same messages, for the loop
     */
    public Iterable<ShardMessage> messages(Iterable<ShardMessage> messages) {
        return tapped(messages, this::add);
    }

    /**
     * The messages of a shard, which are recorded as the loop gets them.
     *
     * @param shard the id of the shard
     * @param messages what {@code shard.messages()} has returned
     * @return the same messages, for the loop
     */
    public Iterable<GatewayMessage> messages(ShardId shard, Iterable<GatewayMessage> messages) {
        return tapped(messages, message -> add(shard, message));
    }

    private static <E> Iterable<E> tapped(Iterable<E> all, Consumer<E> tap) {
        return () -> {
            Iterator<E> from = all.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return from.hasNext();
                }

                @Override
                public E next() {
                    E next = from.next();
                    tap.accept(next);
                    return next;
                }
            };
        };
    }

    /**
     * Records an event. It returns at once, and never fails; after {@link #close} it does nothing.
     *
     * @param event the event
     */
    public void add(ShardEvent event) {
        add(event.shard().id(), event.event());
    }

    /**
     * Records an event. It returns at once, and never fails; after {@link #close} it does nothing.
     *
     * @param shard the shard that the event came from
     * @param event the event
     */
    public void add(ShardId shard, Event event) {
        long now = clock.millis();
        boolean isPayload = !(event instanceof LifecycleEvent || event instanceof Malformed);
        add(
                isPayload
                        ? new Entry.OfPayload(now, shard, null, event.payload())
                        : new Entry.OfEvent(now, shard, event),
                now);
    }

    /**
     * Records a message. It returns at once, and never fails; after {@link #close} it does nothing.
     *
     * @param message the message
     */
    public void add(ShardMessage message) {
        add(message.shard().id(), message.message(), message.sessionId().orElse(null));
    }

    /**
     * Records a message. It returns at once, and never fails; after {@link #close} it does nothing.
     *
     * @param shard the shard that the message came from
     * @param message the message
     */
    public void add(ShardId shard, GatewayMessage message) {
        add(shard, message, null);
    }

    private void add(ShardId shard, GatewayMessage message, @Nullable String sessionId) {
        long now = clock.millis();
        Entry entry = switch (message) {
            case GatewayMessage.Text text -> new Entry.OfPayload(now, shard, sessionId, text.payload());
            case GatewayMessage.Close close -> new Entry.OfClose(now, shard, sessionId, close);
        };
        add(entry, now);
    }

    private void add(Entry entry, long now) {
        if (!inlet.add(entry, now)) {
            trouble.dropped();
        }
    }

    /**
     * What the recorder has done. Reading it holds up nothing.
     *
     * @return the counters at this moment
     */
    public RecorderStats stats() {
        return new RecorderStats(
                scribe.written(), inlet.dropped() + scribe.lost(), scribe.bytes(), scribe.files(), trouble.now());
    }

    /**
     * Writes what waits, for five seconds at most, and ends. When the calling thread is interrupted, or the disk takes longer, it
     * returns, and the rest is written as far as the process lives; until then no other recorder can have the folder. Calling it again
     * is fine.
     */
    @Override
    public void close() {
        inlet.close();
        try {
            thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until nothing is written any more and the folder is free, which may be after {@link #close}. */
    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /** Shows how much was written. */
    @Override
    public String toString() {
        return "Recorder[" + stats() + "]";
    }

    /** The choices for a recorder. */
    public static final class Builder {

        /** What an hour of a bot in a thousand guilds needs, about, and what can be attached to a report. */
        private static final long DEFAULT_LIMIT = 64L << 20;

        private static final long LEAST_LIMIT = 1L << 20;

        // So many files: the oldest eighth is what is lost at once when the ring is full.
        private static final int PARTS = 8;

        /** What a recording may cost while events come as fast as they can: more than most bots ever need. */
        private static final double DEFAULT_SHARE = 0.02;

        private static final Duration CLOSE = Duration.ofSeconds(5);

        private final Path folder;
        private long limit = DEFAULT_LIMIT;
        private boolean raw;
        private byte @Nullable [] key;
        private List<String> kept = List.of();
        private double share = DEFAULT_SHARE;
        private int queueEntries = 65_536;
        private long queueBytes = 32L << 20;
        private Duration flush = Duration.ofSeconds(1);
        private Duration patience = CLOSE;
        private Ring.Disk disk = Ring.Disk.REAL;
        private InstantSource clock = InstantSource.system();

        private Builder(Path folder) {
            this.folder = folder;
        }

        /**
         * How much all files in the folder may have together, those of earlier processes as well. The oldest are deleted for the new
         * ones.
         *
         * @param bytes the size in bytes, at least 1 MB; 64 MB by default
         * @return this builder
         * @throws IllegalArgumentException when it is less
         */
        public Builder limit(long bytes) {
            if (bytes < LEAST_LIMIT) {
                throw new IllegalArgumentException(
                        "The limit must be " + LEAST_LIMIT + " bytes or more, but is " + bytes);
            }
            limit = bytes;
            return this;
        }

        /**
         * Records payloads byte for byte: with all that people have written, with their names and ids, and with the tokens of
         * interactions. The files are then as confidential as the bot's token, and each says in its header that it is raw.
         *
         * @return this builder
         */
        public Builder raw() {
            raw = true;
            return this;
        }

        /**
         * The secret that decides what stands for what. By default each recorder makes one and forgets it, so ids do not
         * tell whether two recordings are of the same user; the days that are kept may. With a key of one's own they can be compared,
         * and whoever has the key can tell what an id stands for.
         *
         * @param secret 16 random bytes or more
         * @return this builder
         * @throws IllegalArgumentException when it is shorter
         */
        public Builder key(byte[] secret) {
            key = Pseudonyms.checked(secret);
            return this;
        }

        /**
         * Fields whose text is kept although it may be of people: for a bot that finds out by them what to do, such as {@code
         * "custom_id"} of components, {@code "data/name"} for the names of the bot's commands, or {@code "timestamp"} for the exact times
         * of messages. Numbers are not text.
         *
         * @param fields each is the name of a field in JSON, or the name of the field around it, a slash and its name
         * @return this builder
         * @throws IllegalArgumentException when one of them is nothing of the kind
         */
        public Builder keep(String... fields) {
            kept = List.of(fields);
            Fields.keeping(kept);
            return this;
        }

        /**
         * How much of a processor's time the recorder may use, beside a fifth of a second that it saves for a burst. What it cannot do in
         * this time waits in the queue, and is missing in the recording when the queue is full.
         *
         * @param ofOneProcessor more than 0 and at most 1, which is a whole processor; by default a fiftieth of one
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder share(double ofOneProcessor) {
            if (!(ofOneProcessor > 0 && ofOneProcessor <= 1)) {
                throw new IllegalArgumentException(
                        "The share must be more than 0 and at most 1, but is " + ofOneProcessor);
            }
            share = ofOneProcessor;
            return this;
        }

        /**
         * How many events may wait to be written, and how large their payloads may be together.
         *
         * @param entries 65,536 by default
         * @param bytes 32 MB by default; it is memory that the bot needs while the disk does not take anything
         * @return this builder
         * @throws IllegalArgumentException when one of them is not positive
         */
        public Builder queue(int entries, long bytes) {
            if (entries < 1 || bytes < 1) {
                throw new IllegalArgumentException(
                        "The queue must have room, but was given " + entries + " entries and " + bytes + " bytes");
            }
            queueEntries = entries;
            queueBytes = bytes;
            return this;
        }

        /**
         * How long an event may wait until it is written, while the recorder keeps up: what {@code kill -9} costs. Longer is
         * smaller, because more is compressed together.
         *
         * @param interval a second by default; from a millisecond to an hour
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder flushInterval(Duration interval) {
            if (interval.compareTo(Duration.ofMillis(1)) < 0 || interval.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(
                        "The interval must be from a millisecond to an hour, but is " + interval);
            }
            flush = interval;
            return this;
        }

        /** How long {@link Recorder#close} waits for the writer. */
        Builder patience(Duration newPatience) {
            patience = newPatience;
            return this;
        }

        Builder disk(Ring.Disk newDisk) {
            disk = newDisk;
            return this;
        }

        Builder clock(InstantSource newClock) {
            clock = newClock;
            return this;
        }

        /**
         * Opens the recorder.
         *
         * @return the recorder, which must be closed
         * @throws RecordingException when the folder cannot be used, or another recorder writes into it
         */
        public Recorder open() {
            FolderLock lock = FolderLock.take(folder);
            boolean isOpen = false;
            try {
                Recorder recorder = new Recorder(this, lock);
                recorder.thread.start();
                isOpen = true;
                return recorder;
            } catch (IOException e) {
                throw new RecordingException("The folder " + folder + " cannot be read: " + e, e);
            } finally {
                if (!isOpen) {
                    lock.close();
                }
            }
        }

        private long partLimit() {
            return limit / PARTS;
        }

        private IntFunction<Lines> form() {
            if (raw) {
                return shards -> new Lines(Redactor.verbatim());
            }
            byte[] secret = key;
            if (secret == null) {
                secret = new byte[32];
                new SecureRandom().nextBytes(secret);
            }
            return redacted(secret);
        }

        private IntFunction<Lines> redacted(byte[] secret) {
            List<String> fields = kept;
            return shards -> new Lines(new Redactor(Fields.keeping(fields), new Pseudonyms(secret, shards)));
        }
    }
}
