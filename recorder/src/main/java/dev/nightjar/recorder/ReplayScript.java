package dev.nightjar.recorder;

import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.PayloadException;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.Received;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one shard is sent: its dispatches, and the ends of its connections. It goes on with each connection where the client says that
 * it is. Safe for any thread; the newest connection plays it, and an older one stops.
 */
final class ReplayScript {

    private static final int RESUME = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // So much may be on its way before the client must have said how far it is. Each question costs it one of the 120
    // payloads that it may send in a minute.
    private static final long MOST_UNSEEN = 8L << 20;
    private static final int MOST_QUESTIONS = 5;

    private static final Pattern RESUME_URL =
            Pattern.compile("\"resume_gateway_url\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*\"");

    private final ShardId shard;
    private final List<ReplayStep> steps = new ArrayList<>();
    private final Set<String> sessions = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private final Set<ReplayStep> done = new HashSet<>(); // ends, which come once
    private @Nullable Client owner;
    private int position;
    private boolean isOver;
    private @Nullable Instant last;
    private long lastNanos;

    ReplayScript(ShardId shard, List<Recorded> entries) {
        this.shard = shard;
        sessions.add(ownSession());
        for (Recorded entry : entries) {
            ReplayStep step = ReplayStep.of(entry);
            if (step != null) {
                steps.add(step);
            }
            if (step instanceof ReplayStep.Dispatch dispatch && dispatch.isReady()) {
                sessions.add(session(dispatch.payload()));
            }
        }
        // The user's program closed the shard; the one that is tested does so when it likes.
        while (!steps.isEmpty() && steps.getLast() instanceof ReplayStep.End end && end.isOfUser()) {
            steps.removeLast();
        }
    }

    private String session(Payload ready) {
        try {
            return String.valueOf(ready.map().get("session_id"));
        } catch (PayloadException e) {
            return ownSession();
        }
    }

    /** The session of a READY that is made up. */
    private String ownSession() {
        return "replay-" + shard.number() + "-" + shard.total();
    }

    boolean hasSession(@Nullable Object id) {
        return id instanceof String known && sessions.contains(known);
    }

    /**
     * Plays on until the end of this connection, or of all.
     *
     * @return true when all steps were made, for the first time
     */
    boolean play(Client client, Received handshake, URI url, Pacing pacing) throws InterruptedException {
        if (!begin(client, handshake, url)) {
            return false;
        }
        long unseen = 0;
        long sequence = -1;
        while (true) {
            ReplayStep step = await(client, pacing);
            switch (step) {
                case null -> {
                    return isOverNow(client);
                }
                case ReplayStep.Dispatch dispatch -> {
                    client.send(
                            dispatch.isReady()
                                    ? withUrl(dispatch.payload(), url)
                                    : dispatch.payload().string());
                    sequence = dispatch.payload().sequence();
                    unseen += dispatch.payload().size();
                }
                case ReplayStep.End end -> {
                    if (sequence >= 0 && end.isAbrupt()) {
                        awaitSeen(client, sequence);
                    }
                    end.send(client);
                    client.closedWithin(PATIENCE);
                    return isOverNow(client);
                }
            }
            if (unseen > MOST_UNSEEN) {
                awaitSeen(client, sequence);
                unseen = 0;
            }
        }
    }

    /** Answers the handshake. False when the client has to come again with another one. */
    private boolean begin(Client client, Received handshake, URI url) {
        lock.lock();
        try {
            owner = client;
            changed.signalAll();
            if (handshake.op() != RESUME) {
                skipDone();
                boolean isReadyNext = position < steps.size() && isReady(steps.get(position));
                boolean isEndNext = position < steps.size() && steps.get(position) instanceof ReplayStep.End;
                if (!isReadyNext && !isEndNext) {
                    client.ready(ownSession(), url.toString());
                }
                return true;
            }
            long sequence = handshake.data().get("seq") instanceof Number number ? number.longValue() : 0;
            rewind(sequence);
            skipDone();
            if (position < steps.size() && isReady(steps.get(position))) {
                client.invalidSession(false);
                return false;
            }
            if (!isResumedAhead()) {
                client.resumed(sequence);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isReady(ReplayStep step) {
        return step instanceof ReplayStep.Dispatch dispatch && dispatch.isReady();
    }

    private void skipDone() {
        while (position < steps.size() && done.contains(steps.get(position))) {
            position++;
        }
    }

    /** Goes back to what follows this sequence: a reset takes with it what was on its way. */
    private void rewind(long sequence) {
        for (int at = position - 1; at >= 0; at--) {
            if (steps.get(at) instanceof ReplayStep.Dispatch dispatch) {
                if (dispatch.payload().sequence() <= sequence || dispatch.isReady()) {
                    return;
                }
                position = at;
            }
        }
    }

    /** Whether the recording has a RESUMED for this connection, or an end before it. */
    private boolean isResumedAhead() {
        for (ReplayStep step : steps.subList(position, steps.size())) {
            switch (step) {
                case ReplayStep.Dispatch dispatch -> {
                    if (dispatch.isReady()) {
                        return false;
                    }
                    if (dispatch.payload().type() == EventType.RESUMED) {
                        return true;
                    }
                }
                case ReplayStep.End end -> {
                    if (!done.contains(end)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Waits until the next step is due, and takes it; null at the end, and when this connection has no more to do. */
    private @Nullable ReplayStep await(Client client, Pacing pacing) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (!client.equals(owner) || !client.isOpen()) {
                    return null;
                }
                skipDone();
                if (position == steps.size()) {
                    return null;
                }
                ReplayStep next = steps.get(position);
                long wait = last == null ? 0 : lastNanos + pacing.nanos(last, next.time()) - System.nanoTime();
                if (wait <= 0) {
                    position++;
                    last = next.time();
                    lastNanos = System.nanoTime();
                    if (next instanceof ReplayStep.End) {
                        done.add(next);
                    }
                    return next;
                }
                changed.awaitNanos(wait);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isOverNow(Client client) {
        lock.lock();
        try {
            boolean first = !isOver && client.equals(owner) && position == steps.size();
            isOver |= first;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** READY, with an address at which a test may resume. */
    private static String withUrl(Payload ready, URI url) {
        return RESUME_URL
                .matcher(ready.string())
                .replaceAll(Matcher.quoteReplacement("\"resume_gateway_url\":\"" + url + "\""));
    }

    /** Waits until the client says that it has received a sequence, as far as it answers. */
    private static void awaitSeen(Client client, long sequence) {
        for (int i = 0; i < MOST_QUESTIONS; i++) {
            client.requestBeat();
            Received beat = client.expectBeat(PATIENCE);
            if (beat.d() instanceof Number seen && seen.longValue() >= sequence) {
                return;
            }
        }
    }

    /** Shows the shard and how far it is. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return shard + ": " + position + " of " + steps.size() + " steps";
        } finally {
            lock.unlock();
        }
    }
}
