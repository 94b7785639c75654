package dev.nightjar.console;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.console.FlightDetails.Detail;
import dev.nightjar.gateway.ShardId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The thread that looks at the shards and tells the pages. A page that connects gets all under the same lock, so each page hears of
 * every change once and in order.
 */
final class Watch implements Runnable {

    private static final long LOOK_EVERY = Duration.ofMillis(250).toNanos();
    private static final long LOOK_AT_LEAST_EVERY = Duration.ofSeconds(2).toNanos();
    private static final int TOLD = 10_000;
    private static final int PAUSE_PER_LOOK = 50; // a look takes a fiftieth of a processor at most

    private final FleetSource source;
    private final FlightDetails details;
    private final Pages pages;
    private final BlockingQueue<Detail> told = new ArrayBlockingQueue<>(TOLD); // from the program's loop
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();

    private final FleetModel model; // under the lock

    Watch(FleetSource source, FlightDetails details, FleetModel model, Pages pages) {
        this.source = source;
        this.details = details;
        this.model = model;
        this.pages = pages;
    }

    /** Looks again and again until it is stopped. */
    @Override
    public void run() {
        try {
            long pause;
            do {
                long began = System.nanoTime();
                look();
                long took = System.nanoTime() - began;
                pause = Math.clamp(took * PAUSE_PER_LOOK, LOOK_EVERY, LOOK_AT_LEAST_EVERY);
            } while (!stop.await(pause, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once. The source is the program's, and what it throws is shown. */
    void look() {
        List<ShardReading> readings;
        try {
            readings = List.copyOf(source.look());
        } catch (RuntimeException e) {
            tell(() -> model.failed(e, System.currentTimeMillis()));
            return;
        }
        List<Detail> news = new ArrayList<>();
        told.drainTo(news);
        news.addAll(details.take());
        tell(() -> model.look(readings, news, System.currentTimeMillis()));
    }

    /** Takes a detail that the program's loop was told; more than there is room for are left out. Safe for any thread. */
    boolean explain(Detail detail) {
        return told.offer(detail);
    }

    private void tell(java.util.function.Supplier<Map<String, Object>> change) {
        lock.lock();
        try {
            pages.tell(message(change.get()));
        } finally {
            lock.unlock();
        }
    }

    /** Lets a page in, with all that is known, or says that there are too many. */
    boolean admit(Page page) {
        lock.lock();
        try {
            return pages.admit(page, message(model.all(System.currentTimeMillis())));
        } finally {
            lock.unlock();
        }
    }

    /** A shard as JSON. */
    Optional<byte[]> shard(ShardId id) {
        lock.lock();
        try {
            return model.shard(id).map(Watch::json);
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        stop.countDown();
    }

    /** A server-sent event; JSON has no line breaks here. */
    private static byte[] message(Map<String, Object> json) {
        byte[] body = json(json);
        byte[] message = new byte[body.length + 8];
        System.arraycopy(new byte[] {'d', 'a', 't', 'a', ':', ' '}, 0, message, 0, 6);
        System.arraycopy(body, 0, message, 6, body.length);
        message[message.length - 2] = '\n';
        message[message.length - 1] = '\n';
        return message;
    }

    private static byte[] json(Map<String, Object> json) {
        try {
            return JSON.std.asBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
