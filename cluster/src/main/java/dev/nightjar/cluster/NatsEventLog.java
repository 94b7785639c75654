package dev.nightjar.cluster;

import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A log of events in a stream of JetStream; its form is described for workers in docs/workers.md. Safe for any thread. */
final class NatsEventLog implements EventLog {

    private static final int MAX_IN_FLIGHT = 4_096;

    /** What an event's subject and headers need at most, of the size that the server accepts. */
    private static final int HEADERS = 1_024;

    static final String ID = "Nats-Msg-Id";

    private static final int NAME_IN_USE = 10_058;
    private static final int NO_STREAM = 10_059;
    private static final int NO_CONSUMER = 10_014;

    private final NatsWire wire;
    private final String stream;
    private final String subjects;
    private final EventLogLimits limits;
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private final Set<CompletableFuture<Message>> answers = ConcurrentHashMap.newKeySet(); // those that have not come

    private NatsEventLog(NatsWire wire, NatsSettings settings, EventLogLimits limits) {
        this.wire = wire;
        this.stream = settings.stream();
        this.subjects = settings.eventSubjects();
        this.limits = limits;
        wire.onDisconnect(this::disconnected);
    }

    /*
     * What was on its way when the connection ends has no answer. It fails at once, and not when its time is over, so that whoever
     * appends in order does not send later events on the next connection before.
     */
    private void disconnected() {
        answers.forEach(answer -> answer.completeExceptionally(new IOException("the connection has ended")));
    }

    /** Opens the stream, and makes it where there is none. */
    static NatsEventLog open(NatsWire wire, NatsSettings settings, EventLogLimits limits)
            throws EngineException, InterruptedException {
        NatsEventLog log = new NatsEventLog(wire, settings, limits);
        String what = "Opening the stream " + log.stream;
        StreamInfo info = new StreamInfo(wire.api(what, "STREAM.INFO." + log.stream, ""));
        if (info.hasError() && info.getApiErrorCode() == NO_STREAM) {
            String json = """
                    {"name": "%s", "subjects": ["%s>"], "retention": "limits", "discard": "old", "storage": "file",
                     "max_age": %d, "max_bytes": %d, "duplicate_window": %d, "max_msgs": -1, "max_msgs_per_subject": -1,
                     "max_consumers": -1, "num_replicas": %d}""".formatted(
                            log.stream,
                            log.subjects,
                            nanos(limits.maxAge()),
                            limits.maxBytes(),
                            nanos(limits.deduplication()),
                            settings.replicas());
            info = new StreamInfo(wire.api(what, "STREAM.CREATE." + log.stream, json));
            if (info.hasError() && info.getApiErrorCode() == NAME_IN_USE) { // another member was faster
                info = new StreamInfo(wire.api(what, "STREAM.INFO." + log.stream, ""));
            }
        }
        StreamConfiguration there = NatsWire.checked(what, info).getConfiguration();
        Duration maxAge = there.getMaxAge();
        Duration deduplication = there.getDuplicateWindow();
        if (maxAge.isZero() || there.getMaxBytes() <= 0 || deduplication == null || deduplication.isZero()) {
            throw new EngineException(
                    "The stream " + log.stream + " was not made by this library, as it has no limits; delete it");
        }
        EventLogLimits found = new EventLogLimits(maxAge, there.getMaxBytes(), deduplication);
        if (!found.equals(limits)) {
            throw LocalEngine.otherLimits(found, limits);
        }
        return log;
    }

    private static long nanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }

    EventLogLimits limits() {
        return limits;
    }

    @Override
    public int maxEventBytes() {
        return (int) Math.min(Integer.MAX_VALUE, wire.connection().getMaxPayload() - HEADERS);
    }

    @Override
    @SuppressWarnings("UndefinedEquals") // each future is equal to itself only
    public CompletionStage<Void> append(String subject, String id, byte[] event) throws InterruptedException {
        Names.key(subject);
        Names.id(id);
        Names.event(id, event, maxEventBytes());
        inFlight.acquire();
        String what = "Appending the event " + id;
        CompletableFuture<Message> answer;
        int connection = wire.connections();
        try {
            answer = wire.send(what, subjects + subject, new Headers().put(ID, id), event, wire.timeout());
        } catch (EngineException | RuntimeException notSent) {
            inFlight.release();
            return CompletableFuture.failedFuture(notSent);
        }
        answers.add(answer);
        if (wire.connections() != connection) {
            disconnected();
        }
        return answer.orTimeout(wire.timeout().toNanos(), TimeUnit.NANOSECONDS).handle((message, failure) -> {
            answers.remove(answer);
            inFlight.release();
            check(what, message, failure);
            return null;
        });
    }

    private void check(String what, @Nullable Message answer, @Nullable Throwable failure) {
        try {
            if (answer == null) {
                throw wire.failure(what, "was not acknowledged in " + wire.timeout(), failure);
            }
            var unused = new PublishAck(answer);
        } catch (JetStreamApiException refused) {
            throw new CompletionException(
                    new EngineException(what + " was refused by NATS: " + refused.getErrorDescription(), refused));
        } catch (EngineException notAcknowledged) {
            throw new CompletionException(notAcknowledged);
        } catch (IOException garbage) {
            throw new CompletionException(
                    new EngineException(what + " had an answer that is none of JetStream's", garbage));
        }
    }

    @Override
    public Reader read(String worker, String subject, Duration patience) throws EngineException, InterruptedException {
        Names.name("A worker's name", worker);
        Names.filter(subject);
        Names.wait("A worker's patience", patience);
        String what = "Reading as " + worker;
        ConsumerInfo info = new ConsumerInfo(wire.api(what, "CONSUMER.INFO." + stream + "." + worker, ""));
        boolean known = !(info.hasError() && info.getApiErrorCode() == NO_CONSUMER);
        if (known) {
            String filter =
                    NatsWire.checked(what, info).getConsumerConfiguration().getFilterSubject();
            String reads =
                    filter == null ? "" : filter.startsWith(subjects) ? filter.substring(subjects.length()) : filter;
            if (!reads.equals(subject)) {
                throw LocalEventLog.otherSubject(worker, reads, subject);
            }
        }
        if (!known || !Objects.equals(info.getConsumerConfiguration().getAckWait(), patience)) {
            String json = """
                    {"stream_name": "%s", "config": {"durable_name": "%s", "filter_subject": "%s", "deliver_policy": "all",
                     "ack_policy": "explicit", "ack_wait": %d, "max_ack_pending": %d, "max_deliver": -1,
                     "replay_policy": "instant"}}""".formatted(stream, worker, subjects + subject, nanos(patience), MAX_UNACKNOWLEDGED);
            NatsWire.checked(
                    what, new ConsumerInfo(wire.api(what, "CONSUMER.DURABLE.CREATE." + stream + "." + worker, json)));
        }
        return NatsReader.open(wire, stream, worker, subjects, patience);
    }
}
