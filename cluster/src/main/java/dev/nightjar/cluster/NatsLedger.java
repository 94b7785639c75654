package dev.nightjar.cluster;

import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.MessageGetRequest;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in a key-value bucket of JetStream: a stream that keeps the last message of each subject, whose number is the key's
 * revision. Safe for any thread.
 */
final class NatsLedger implements Ledger {

    /*
     * Reads. JetStream has two requests that read a message. A "direct get" is answered by any replica, which may be behind; so
     * this class never asks for one, whatever the bucket allows, but for the message by way of the stream's leader. There is no
     * such request for many messages, and a consumer that delivers them may also run on a replica that is behind. So list() asks
     * the leader for the subjects, and then for the message of each, with many requests under way at the same time.
     *
     * Deletions. A bucket knows a deleted key by a message without a value, the marker. It is written by compare-and-set like any
     * value, so a deletion is as durable as a write, and other tools of NATS understand it. Markers would pile up where keys have
     * names that never come again, so list() removes those that are older than a minute, by their numbers. A marker that is gone
     * counts for the compare-and-set as a key that never was. So a write that finds neither a value nor the marker that it has
     * just seen looks again.
     */

    /** How many requests of one list are under way at the same time; the server queues 10,000 from all its clients. */
    private static final int AT_ONCE = 256;

    /** How many subjects the server names in one answer. */
    private static final int PAGE = 100_000;

    /** How often a write looks again when others create and delete the same key meanwhile. */
    private static final int LOOKS = 8;

    static final Duration MARKERS_STAY = Duration.ofMinutes(1);
    private static final int MARKERS_AT_ONCE = 100;

    private static final String EXPECTED = "Nats-Expected-Last-Subject-Sequence";
    private static final String OPERATION = "KV-Operation";

    private static final int WRONG_SEQUENCE = 10_071;
    private static final int NO_MESSAGE = 10_037;
    private static final int NAME_IN_USE = 10_058;
    private static final int NO_STREAM = 10_059;

    private final NatsWire wire;
    private final Duration markersStay;
    private final String stream;
    private final String subjects;

    private NatsLedger(NatsWire wire, String bucket, Duration markersStay) {
        this.wire = wire;
        this.markersStay = markersStay;
        this.stream = "KV_" + bucket;
        this.subjects = "$KV." + bucket + ".";
    }

    /** Opens the bucket, and makes it where there is none. */
    static NatsLedger open(NatsWire wire, NatsSettings settings, Duration markersStay)
            throws EngineException, InterruptedException {
        NatsLedger ledger = new NatsLedger(wire, settings.bucket(), markersStay);
        String what = "Opening the bucket " + settings.bucket();
        StreamInfo found = new StreamInfo(wire.api(what, "STREAM.INFO." + ledger.stream, ""));
        if (found.hasError() && found.getApiErrorCode() == NO_STREAM) {
            // What `nats kv add` makes, except that markers may be removed, and that no replica answers reads.
            String json = """
                    {"name": "%s", "subjects": ["%s>"], "retention": "limits", "discard": "new", "storage": "file",
                     "max_msgs_per_subject": 1, "max_msgs": -1, "max_bytes": %d, "max_age": 0, "max_msg_size": %d,
                     "max_consumers": -1, "num_replicas": %d, "duplicate_window": 120000000000,
                     "allow_rollup_hdrs": true, "allow_direct": false, "deny_delete": false}""".formatted(
                            ledger.stream, ledger.subjects, 128 * 1024 * 1024, 2 * Names.MAX_TEXT, settings.replicas());
            StreamInfo made = new StreamInfo(wire.api(what, "STREAM.CREATE." + ledger.stream, json));
            if (!(made.hasError() && made.getApiErrorCode() == NAME_IN_USE)) { // another member was faster
                NatsWire.checked(what, made);
            }
        } else {
            NatsWire.checked(what, found);
        }
        return ledger;
    }

    /** The last message of a key: a value, or the marker of a deletion. */
    private record Last(
            String key,
            @Nullable String value,
            long revision,
            @Nullable ZonedDateTime time) {}

    @Override
    public Optional<Entry> read(String key) throws EngineException, InterruptedException {
        Names.key(key);
        String what = "Reading " + key;
        Last last = last(what, key, wire.await(what, ask(what, key), wire.timeout()));
        return last == null ? Optional.empty() : entry(last);
    }

    private CompletableFuture<Message> ask(String what, String key) throws EngineException {
        byte[] request = MessageGetRequest.lastForSubject(subjects + key).serialize();
        return wire.send(what, "$JS.API.STREAM.MSG.GET." + stream, null, request, wire.timeout());
    }

    private static @Nullable Last last(String what, String key, Message answer) throws EngineException {
        MessageInfo message = new MessageInfo(answer, null, false);
        if (message.hasError() && message.getApiErrorCode() == NO_MESSAGE) {
            return null;
        }
        NatsWire.checked(what, message);
        Headers headers = message.getHeaders();
        boolean deleted = headers != null && headers.getLast(OPERATION) != null;
        byte[] data = message.getData();
        String value = deleted ? null : data == null ? "" : new String(data, StandardCharsets.UTF_8);
        return new Last(key, value, message.getSeq(), message.getTime());
    }

    private static Optional<Entry> entry(Last last) {
        return last.value == null ? Optional.empty() : Optional.of(new Entry(last.key, last.value, last.revision));
    }

    @Override
    public List<Entry> list(String prefix) throws EngineException, InterruptedException {
        Names.prefix(prefix);
        String what = "Listing " + (prefix.isEmpty() ? "all keys" : prefix);
        List<Entry> entries = new ArrayList<>();
        List<Last> markers = new ArrayList<>();
        Queue<String> asked = new ArrayDeque<>();
        Queue<CompletableFuture<Message>> answers = new ArrayDeque<>();
        for (String key : keys(what, prefix)) {
            if (asked.size() == AT_ONCE) {
                take(what, asked, answers, entries, markers);
            }
            asked.add(key);
            answers.add(ask(what, key));
        }
        while (!asked.isEmpty()) {
            take(what, asked, answers, entries, markers);
        }
        sweep(markers);
        return entries;
    }

    private void take(
            String what,
            Queue<String> asked,
            Queue<CompletableFuture<Message>> answers,
            List<Entry> entries,
            List<Last> markers)
            throws EngineException, InterruptedException {
        Last last = last(what, asked.remove(), wire.await(what, answers.remove(), wire.timeout()));
        if (last != null) {
            entry(last).ifPresentOrElse(entries::add, () -> markers.add(last));
        }
    }

    private List<String> keys(String what, String prefix) throws EngineException, InterruptedException {
        List<String> keys = new ArrayList<>();
        while (true) {
            String json = "{\"subjects_filter\": \"" + subjects + prefix + ">\", \"offset\": " + keys.size() + "}";
            StreamInfo info = NatsWire.checked(what, new StreamInfo(wire.api(what, "STREAM.INFO." + stream, json)));
            int before = keys.size();
            info.getStreamState()
                    .getSubjects()
                    .forEach(subject -> keys.add(subject.getName().substring(subjects.length())));
            if (keys.size() - before < PAGE) {
                return keys;
            }
        }
    }

    /** Removes old markers. Nothing depends on it, so no answer is awaited, and the next list tries again. */
    private void sweep(List<Last> markers) throws EngineException {
        ZonedDateTime old = ZonedDateTime.now(ZoneOffset.UTC).minus(markersStay);
        List<Last> due = markers.stream()
                .filter(marker -> marker.time != null && marker.time.isBefore(old))
                .limit(MARKERS_AT_ONCE)
                .toList();
        for (Last marker : due) {
            byte[] json = ("{\"seq\": " + marker.revision + ", \"no_erase\": true}").getBytes(StandardCharsets.UTF_8);
            var unused = wire.send("Sweeping", "$JS.API.STREAM.MSG.DELETE." + stream, null, json, wire.timeout());
        }
    }

    @Override
    public OptionalLong write(String key, String value, long revision) throws EngineException, InterruptedException {
        return finish(key, value, revision, begin(key, value, revision));
    }

    /** Sends all, then awaits all: one wake-up of each thread on the way serves many of them. */
    @Override
    public List<OptionalLong> write(List<Change> changes) throws EngineException, InterruptedException {
        Names.changes(changes);
        List<CompletableFuture<Message>> answers = new ArrayList<>();
        for (Change change : changes) {
            answers.add(begin(change.key(), change.value(), change.revision()));
        }
        List<OptionalLong> written = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Change change = changes.get(i);
            written.add(finish(change.key(), change.value(), change.revision(), answers.get(i)));
        }
        return written;
    }

    private CompletableFuture<Message> begin(String key, String value, long revision) throws EngineException {
        Names.key(key);
        byte[] data = Names.text("The value of " + key, value);
        Names.revision(key, revision);
        return send("Writing " + key, key, data, revision, false);
    }

    private OptionalLong finish(String key, String value, long revision, CompletableFuture<Message> answer)
            throws EngineException, InterruptedException {
        String what = "Writing " + key;
        OptionalLong written = revision(what, answer);
        for (int look = 0; revision == ABSENT && written.isEmpty() && look < LOOKS; look++) {
            // The key has a value, or the marker of a deletion, or had one of them a moment ago.
            Last last = last(what, key, wire.await(what, ask(what, key), wire.timeout()));
            if (last != null && last.value != null) {
                return OptionalLong.empty();
            }
            byte[] data = Names.text("The value of " + key, value);
            written = put(what, key, data, last == null ? ABSENT : last.revision, false);
        }
        return written;
    }

    @Override
    public boolean delete(String key, long revision) throws EngineException, InterruptedException {
        Names.key(key);
        Names.revision(key, revision);
        return revision != ABSENT
                && put("Deleting " + key, key, new byte[0], revision, true).isPresent();
    }

    private OptionalLong put(String what, String key, byte[] data, long expected, boolean delete)
            throws EngineException, InterruptedException {
        return revision(what, send(what, key, data, expected, delete));
    }

    private CompletableFuture<Message> send(String what, String key, byte[] data, long expected, boolean delete)
            throws EngineException {
        Headers headers = new Headers().put(EXPECTED, Long.toString(expected));
        if (delete) {
            headers.put(OPERATION, "DEL");
        }
        return wire.send(what, subjects + key, headers, data, wire.timeout());
    }

    private OptionalLong revision(String what, CompletableFuture<Message> sent)
            throws EngineException, InterruptedException {
        Message answer = wire.await(what, sent, wire.timeout());
        try {
            return OptionalLong.of(new PublishAck(answer).getSeqno());
        } catch (JetStreamApiException refused) {
            if (refused.getApiErrorCode() == WRONG_SEQUENCE) {
                return OptionalLong.empty();
            }
            throw new EngineException(what + " was refused by NATS: " + refused.getErrorDescription(), refused);
        } catch (IOException garbage) {
            throw new EngineException(what + " had an answer that is none of JetStream's", garbage);
        }
    }

    @Override
    public Subscription watch(String prefix, Listener listener) throws EngineException, InterruptedException {
        Names.prefix(prefix);
        return NatsWatch.start(wire, stream, subjects, prefix, listener);
    }
}
