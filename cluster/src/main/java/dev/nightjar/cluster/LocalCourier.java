package dev.nightjar.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A courier within one process. Safe for any thread. */
final class LocalCourier implements Courier {

    private final Map<Object, CompletableFuture<byte[]>> asking = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    // Both are guarded by lock.
    private final Map<String, Deque<Answers>> answering = new HashMap<>();
    private boolean closed;

    @Override
    public Optional<String> ask(String subject, String request, Duration deadline)
            throws EngineException, InterruptedException {
        Names.key(subject);
        Names.text("The request to " + subject, request);
        Names.wait("A deadline", deadline);
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        Object self = new Object();
        asking.put(self, answer);
        try {
            Answers chosen = choose(subject);
            if (chosen == null) {
                return Optional.empty();
            }
            chosen.offer(request, answer::complete);
            return Optional.of(
                    new String(answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS), StandardCharsets.UTF_8));
        } catch (TimeoutException late) {
            throw new EngineException("No answer from " + subject + " in " + deadline, late);
        } catch (ExecutionException end) {
            throw LocalEngine.closed();
        } finally {
            asking.remove(self);
        }
    }

    /** The subscriptions of one subject take turns. */
    private @Nullable Answers choose(String subject) throws EngineException {
        lock.lock();
        try {
            if (closed) {
                throw LocalEngine.closed();
            }
            Deque<Answers> all = answering.get(subject);
            if (all == null) {
                return null;
            }
            Answers first = all.removeFirst();
            all.addLast(first);
            return first;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Ledger.Subscription answer(String subject, Handler handler) throws EngineException {
        Names.key(subject);
        Answers answers = new Answers(subject, handler);
        lock.lock();
        try {
            if (closed) {
                throw LocalEngine.closed();
            }
            answering.computeIfAbsent(subject, s -> new ArrayDeque<>()).add(answers);
        } finally {
            lock.unlock();
        }
        return () -> end(subject, answers);
    }

    private void end(String subject, Answers answers) {
        lock.lock();
        try {
            answering.computeIfPresent(subject, (s, all) -> {
                all.remove(answers);
                return all.isEmpty() ? null : all;
            });
        } finally {
            lock.unlock();
        }
        answers.close();
    }

    void close() {
        List<Answers> open = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            answering.values().forEach(open::addAll);
            answering.clear();
        } finally {
            lock.unlock();
        }
        open.forEach(Answers::close);
        asking.values().forEach(answer -> answer.completeExceptionally(LocalEngine.closed()));
    }
}
