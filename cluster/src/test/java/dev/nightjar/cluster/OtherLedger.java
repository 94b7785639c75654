package dev.nightjar.cluster;

/** An engine with another one's parts, but for its ledger. It closes nothing. */
record OtherLedger(Ledger ledger, Engine engine) implements Engine {

    @Override
    public Courier courier() {
        return engine.courier();
    }

    @Override
    public EventLog eventLog(EventLogLimits limits) throws EngineException, InterruptedException {
        return engine.eventLog(limits);
    }

    @Override
    public void close() {}
}
