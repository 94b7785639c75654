package dev.nightjar.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A process's way to a ledger that others use too, which takes its time and fails when the test wants it. It tells all listeners of
 * each change in the thread that makes it. Safe for any thread.
 */
final class FaultyLedger implements Ledger {

    /** What the processes share. */
    static final class Shared {
        final LocalEngine engine = LocalEngine.open();
        final List<Listener> listeners = new CopyOnWriteArrayList<>();

        Ledger ledger() {
            return engine.ledger();
        }
    }

    private final FakeWorld world;
    private final Shared shared;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger calls = new AtomicInteger();
    private final Random random;
    private volatile Duration slowest = Duration.ZERO;
    private volatile double failures;
    private volatile boolean isCutOff;
    private volatile boolean isDeaf;

    FaultyLedger(FakeWorld world, Shared shared, long seed) {
        this.world = world;
        this.shared = shared;
        this.random = new Random(seed);
    }

    /** From now on each call takes up to this time, half of it before and half after it has its effect. */
    FaultyLedger slow(Duration next) {
        slowest = next;
        return this;
    }

    /** From now on this part of the calls fails, half of them after they have had their effect. */
    FaultyLedger fail(double part) {
        failures = part;
        return this;
    }

    void cutOff(boolean next) {
        isCutOff = next;
    }

    /** From now on it has no hints. */
    FaultyLedger deaf() {
        isDeaf = true;
        return this;
    }

    int calls() {
        return calls.get();
    }

    private interface Call<T> {
        T run() throws EngineException, InterruptedException;
    }

    private <T> T call(Call<T> call) throws EngineException, InterruptedException {
        calls.incrementAndGet();
        delay();
        if (isCutOff || failsNow()) {
            throw new EngineException("The engine cannot be reached");
        }
        T result = call.run();
        delay();
        if (isCutOff || failsNow()) {
            throw new EngineException("The engine has not answered");
        }
        return result;
    }

    private void delay() throws InterruptedException {
        if (slowest.isPositive()) {
            world.sleep(Duration.ofNanos((long) (next() * slowest.toNanos() / 2)));
        }
    }

    private boolean failsNow() {
        return failures > 0 && next() < failures / 2;
    }

    private double next() {
        lock.lock();
        try {
            return random.nextDouble();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Entry> read(String key) throws EngineException, InterruptedException {
        return call(() -> shared.ledger().read(key));
    }

    @Override
    public List<Entry> list(String prefix) throws EngineException, InterruptedException {
        return call(() -> new ArrayList<>(shared.ledger().list(prefix)));
    }

    @Override
    public OptionalLong write(String key, String value, long revision) throws EngineException, InterruptedException {
        return call(() -> {
            OptionalLong written = shared.ledger().write(key, value, revision);
            if (written.isPresent()) {
                shared.listeners.forEach(listener -> listener.changed(key));
            }
            return written;
        });
    }

    @Override
    public boolean delete(String key, long revision) throws EngineException, InterruptedException {
        return call(() -> shared.ledger().delete(key, revision));
    }

    @Override
    public Subscription watch(String prefix, Listener listener) throws EngineException, InterruptedException {
        return call(() -> {
            if (!isDeaf) {
                shared.listeners.add(listener);
            }
            return () -> shared.listeners.remove(listener);
        });
    }
}
