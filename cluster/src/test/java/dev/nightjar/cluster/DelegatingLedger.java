package dev.nightjar.cluster;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A ledger that does what another one does. Tests change single methods of it. */
class DelegatingLedger implements Ledger {

    private final Ledger ledger;

    DelegatingLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<Entry> read(String key) throws EngineException, InterruptedException {
        return ledger.read(key);
    }

    @Override
    public List<Entry> list(String prefix) throws EngineException, InterruptedException {
        return ledger.list(prefix);
    }

    @Override
    public OptionalLong write(String key, String value, long revision) throws EngineException, InterruptedException {
        return ledger.write(key, value, revision);
    }

    @Override
    public boolean delete(String key, long revision) throws EngineException, InterruptedException {
        return ledger.delete(key, revision);
    }

    @Override
    public Subscription watch(String prefix, Listener listener) throws EngineException, InterruptedException {
        return ledger.watch(prefix, listener);
    }
}
