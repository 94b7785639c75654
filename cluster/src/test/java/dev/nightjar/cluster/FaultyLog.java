package dev.nightjar.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A way to a log of events that fails and keeps answers back as the test wants it. Safe for any thread. */
final class FaultyLog implements EventLog {

    /** What becomes of one attempt to append. */
    enum Outcome {
        STORED,
        NOT_STORED,
        /** It is stored, and the answer is lost. */
        UNANSWERED,
        /** It is stored, and answered when the test says so. */
        HELD
    }

    private final EventLog log;
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private final Queue<CompletableFuture<@Nullable Void>> held = new ConcurrentLinkedQueue<>();
    private volatile Function<String, Outcome> outcome = id -> Outcome.STORED;

    FaultyLog(EventLog log) {
        this.log = log;
    }

    /** From now on this decides on each attempt, by the id of the event. */
    void decide(Function<String, Outcome> newOutcome) {
        outcome = newOutcome;
    }

    /** The ids of all attempts. */
    List<String> attempts() {
        return attempts;
    }

    int held() {
        return held.size();
    }

    /** Answers what is held. */
    void release() {
        for (CompletableFuture<?> answer = held.poll(); answer != null; answer = held.poll()) {
            answer.complete(null);
        }
    }

    @Override
    public int maxEventBytes() {
        return log.maxEventBytes();
    }

    @Override
    public CompletionStage<Void> append(String subject, String id, byte[] event) throws InterruptedException {
        Outcome decided = outcome.apply(id);
        attempts.add(id);
        return switch (decided) {
            case STORED -> log.append(subject, id, event);
            case NOT_STORED -> CompletableFuture.failedFuture(new EngineException("The engine is away"));
            case UNANSWERED -> {
                log.append(subject, id, event);
                yield CompletableFuture.failedFuture(new EngineException("The engine has not answered"));
            }
            case HELD -> {
                log.append(subject, id, event);
                CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
                held.add(answer);
                yield answer;
            }
        };
    }

    @Override
    public Reader read(String worker, String subject, Duration patience) throws EngineException, InterruptedException {
        return log.read(worker, subject, patience);
    }
}
