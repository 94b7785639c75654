package dev.nightjar.cluster;

import dev.nightjar.gateway.CommandSender;
import dev.nightjar.gateway.command.UpdatePresence;
import java.util.Optional;

/** The changes of the presence that all shards of the bot show. Safe for any thread. */
final class Presences {

    /** Each attempt that fails is another one's that has succeeded, so this is how many may be faster. */
    private static final int ATTEMPTS = 100;

    private final Lease.Terms terms;
    private final Steward steward;

    Presences(Lease.Terms terms, Steward steward) {
        this.terms = terms;
        this.steward = steward;
    }

    /**
     * Writes the presence, which the members see when they next look.
     *
     * @throws ClusterException when the engine does not answer, in which case it may be written; or when others change it all the
     *     time
     * @throws IllegalArgumentException when its payload is longer than 4,096 bytes
     */
    void send(UpdatePresence presence) throws InterruptedException {
        CommandSender.payloads(presence);
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<Ledger.Entry> found = terms.ledger().read(PresenceRecord.KEY);
                long revision = Ledger.ABSENT;
                if (found.isPresent()) {
                    PresenceRecord.read(found.get(), terms.bot());
                    revision = found.get().revision();
                }
                String text = new PresenceRecord(terms.bot(), presence).text();
                if (terms.ledger().write(PresenceRecord.KEY, text, revision).isPresent()) {
                    steward.hurry();
                    return;
                }
            }
        } catch (EngineException e) {
            throw new ClusterException("The presence may not have been changed: " + e.getMessage(), e);
        }
        throw new ClusterException("The presence was not changed, because other members have changed it " + ATTEMPTS
                + " times meanwhile: send it less often, and from one member");
    }
}
