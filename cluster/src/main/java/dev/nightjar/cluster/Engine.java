package dev.nightjar.cluster;

/**
 * What the members of a cluster have in common: a store with compare-and-set, a way to ask each other, and a log of events.
 * {@link LocalEngine} keeps all of it in memory; {@link NatsEngine} is for many processes.
 *
 * <p>Safe for any thread. No argument may be null.
 */
public interface Engine extends AutoCloseable {

    /**
     * The store of the cluster's records.
     *
     * @return the store
     */
    Ledger ledger();

    /**
     * The way by which members ask each other.
     *
     * @return the courier
     */
    Courier courier();

    /**
     * The log of events for workers. It is made, with these limits, when there is none yet.
     *
     * @param limits how much it keeps, and for how long
     * @return the log
     * @throws EngineException when the engine cannot be reached, or has such a log with other limits
     * @throws InterruptedException when the thread is interrupted
     */
    EventLog eventLog(EventLogLimits limits) throws EngineException, InterruptedException;

    /**
     * Ends the connection to the engine. What was stored stays there. Each later call fails with an {@link EngineException}, and so
     * does each that waits.
     */
    @Override
    void close();
}
