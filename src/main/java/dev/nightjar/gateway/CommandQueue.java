package dev.nightjar.gateway;

import dev.nightjar.gateway.jfr.CommandEvent;
import dev.nightjar.gateway.jfr.Flight;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The user's commands that wait to be sent, oldest first. It belongs to the shard and outlives connections. A command leaves
 * it when it was written, or when its sender takes it back. Safe for any thread; one writer at a time.
 */
final class CommandQueue {

    /** A command that waits. Two entries with the same text are not equal. */
    static final class Entry {

        private final String json;

        private final @Nullable CommandEvent event;

        private Entry(String json, @Nullable CommandEvent event) {
            this.json = json;
            this.event = event;
        }

        String json() {
            return json;
        }

        /** What a recording gets when the command was written; null when nothing was recorded as it came. */
        @Nullable
        CommandEvent event() {
            return event;
        }
    }

    private final ShardId shard;
    private final int capacity;
    private final BlockingQueue<Entry> waiting;
    // Held to add, so that commands that belong together all find room and stay together, or none is added.
    private final ReentrantLock adding = new ReentrantLock();

    CommandQueue(ShardId shard, int capacity) {
        this.shard = shard;
        this.capacity = capacity;
        this.waiting = new LinkedBlockingQueue<>(capacity);
    }

    /**
     * Adds all of these or none.
     *
     * @return the entries in their order
     * @throws IllegalStateException when not all find room
     */
    List<Entry> add(List<String> payloads) {
        List<Entry> entries = payloads.stream()
                .map(json -> new Entry(json, Flight.command(shard.number(), shard.total())))
                .toList();
        adding.lock();
        try {
            if (waiting.remainingCapacity() < entries.size()) {
                throw new IllegalStateException("Shard " + shard + " has " + waiting.size()
                        + " commands waiting; GatewayConfig.Builder.commandBuffer allows " + capacity
                        + ": send more slowly");
            }
            waiting.addAll(entries);
            return entries;
        } finally {
            adding.unlock();
        }
    }

    /** Removes all commands, because the shard has ended; returns their JSON. */
    List<String> drain() {
        List<Entry> left = new ArrayList<>();
        waiting.drainTo(left);
        return left.stream().map(Entry::json).toList();
    }

    /** The oldest command, which stays until it was {@link #written}; null when none waits. */
    @Nullable
    Entry peek() {
        return waiting.peek();
    }

    /** Removes this command, which was written. It is the oldest one, unless its sender has taken it back meanwhile. */
    void written(Entry command) {
        waiting.remove(command);
    }

    /** Removes this command because its sender does not need it any more. It may have been sent already. */
    void takeBack(Entry command) {
        waiting.remove(command);
    }

    /** Whether this command was neither written nor taken back. */
    boolean isWaiting(Entry command) {
        return waiting.contains(command);
    }

    /** How many commands wait. */
    int size() {
        return waiting.size();
    }
}
