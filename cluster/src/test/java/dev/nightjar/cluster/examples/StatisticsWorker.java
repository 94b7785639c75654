package dev.nightjar.cluster.examples;

import dev.nightjar.cluster.EngineException;
import dev.nightjar.cluster.EventLog;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Payload;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A worker that counts the messages of each guild. */
public final class StatisticsWorker {

    private final Map<Long, Integer> messages = new ConcurrentHashMap<>();
    private final Set<String> counted = new HashSet<>(); // a real worker keeps both in one transaction of its database

    /** Makes a worker that has counted nothing yet. */
    public StatisticsWorker() {}

    /**
     * What it has counted, for any thread.
     *
     * @return how many messages each guild had
     */
    public Map<Long, Integer> messages() {
        return Map.copyOf(messages);
    }

    /**
     * Counts until the engine is closed.
     *
     * @param log where the events are
     * @throws EngineException when the engine cannot be reached at the beginning
     * @throws InterruptedException when the thread is interrupted
     */
    public void run(EventLog log) throws EngineException, InterruptedException {
        // @start region="worker"
        try (EventLog.Reader reader = log.read("statistics", "MESSAGE_CREATE", Duration.ofSeconds(30))) {
            for (EventLog.Delivery next : reader) {
                if (counted.add(next.id()) && Payload.of(next.event()).event() instanceof MessageCreate m) {
                    messages.merge(m.guildId(), 1, Integer::sum);
                }
                try {
                    next.acknowledge();
                } catch (EngineException e) {
                    // It comes again, and is known by its id then.
                }
            }
        }
        // @end
    }
}
