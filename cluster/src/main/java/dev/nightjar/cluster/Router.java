package dev.nightjar.cluster;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The way of a command to whoever has its shard. Safe for any thread. */
final class Router {

    /** The answer of a member that has done it. */
    static final String DONE = "done";

    /** The answer of a member that does not have the shard. */
    static final String NOT_HERE = "not here";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Lease.Terms terms;
    private final Fleet fleet;
    private final Leases leases;
    private final Courier courier;
    private final Steward steward;

    Router(Lease.Terms terms, Fleet fleet, Leases leases, Courier courier, Steward steward) {
        this.terms = terms;
        this.fleet = fleet;
        this.leases = leases;
        this.courier = courier;
        this.steward = steward;
    }

    /** Answers what another member asks for. */
    String answer(String text) {
        return switch (Request.read(text)) {
            case Request.Take take -> {
                steward.hurry();
                yield DONE;
            }
            case Request.Send send -> sendHere(send.shard(), send.payloads()) ? DONE : NOT_HERE;
        };
    }

    /**
     * Queues payloads with the shard, here or at the member that has it. A shard that is moving is asked for again.
     *
     * @throws ClusterException when nobody has the shard, or whoever has it does not answer; it may have been sent in the second
     *     case
     */
    void send(ShardId shard, List<String> payloads) throws InterruptedException {
        String last = "nobody has it";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                Thread.sleep(PAUSE);
            }
            if (sendHere(shard, payloads)) {
                return;
            }
            try {
                Optional<String> owner = owner(shard);
                if (owner.isEmpty() || owner.get().equals(terms.member())) {
                    continue;
                }
                Optional<String> answer =
                        courier.ask(Request.subject(owner.get()), new Request.Send(shard, payloads).text(), PATIENCE);
                if (answer.isEmpty()) {
                    last = "its member " + owner.get() + " is not there";
                } else if (answer.get().equals(DONE)) {
                    return;
                } else if (!answer.get().equals(NOT_HERE)) {
                    throw new ClusterException(
                            "Shard " + shard + " at member " + owner.get() + " refuses it: " + answer.get());
                }
            } catch (EngineException e) {
                throw new ClusterException(
                        "The command for shard " + shard + " may not have arrived: " + e.getMessage(), e);
            }
        }
        throw new ClusterException("The command for shard " + shard + " was not sent, because " + last
                + ". The shard is moving to another member: try again in some seconds");
    }

    private boolean sendHere(ShardId shard, List<String> payloads) {
        Lease lease = leases.find(shard);
        Optional<Shard> here = fleet.shard(shard);
        if (lease == null || lease.isOver() || lease.heir() != null || here.isEmpty()) {
            return false;
        }
        try {
            payloads.forEach(here.get()::sendJson);
            return true;
        } catch (IllegalStateException e) {
            if (here.get().state().isTerminal()) {
                return false;
            }
            throw e;
        }
    }

    private Optional<String> owner(ShardId shard) throws EngineException, InterruptedException {
        Optional<Ledger.Entry> entry = terms.ledger().read(ShardRecord.key(shard));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        return switch (ShardRecord.read(entry.get(), terms.bot(), shard).holder()) {
            case ShardRecord.Holder.Held held -> Optional.of(held.member());
            case ShardRecord.Holder.Free free -> Optional.ofNullable(free.target());
        };
    }
}
