package dev.nightjar.cluster;

import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GuildMembers;
import dev.nightjar.gateway.MemberDeadline;
import dev.nightjar.gateway.MemberRequestException;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The way of commands and member requests to whoever has their shard. Safe for any thread. */
final class Router implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A shard that is moving is asked for again, for two seconds: a hand-over takes less than one. */
    private static final int ATTEMPTS = 9;

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Lease.Terms terms;
    private final Fleet fleet;
    private final Leases leases;
    private final Courier courier;
    private final Steward steward;
    private final KeptAnswers answers;

    /** Where a shard is. */
    private sealed interface Place {

        /** At this member. */
        record Here(Shard shard) implements Place {}

        /** At another one. */
        record There(String member) implements Place {}

        /** At none, or on its way. */
        record Nowhere() implements Place {}
    }

    Router(Lease.Terms terms, Fleet fleet, Leases leases, Courier courier, Steward steward) {
        this.terms = terms;
        this.fleet = fleet;
        this.leases = leases;
        this.courier = courier;
        this.steward = steward;
        this.answers = new KeptAnswers(terms.member(), terms.time());
    }

    /** Answers what another member asks for. What it does not understand or cannot do it answers with a sentence. */
    String answer(String text) throws InterruptedException {
        Reply reply;
        try {
            reply = answer(Request.read(text));
        } catch (IllegalArgumentException | IllegalStateException e) {
            reply = new Reply.Refused(String.valueOf(e.getMessage()));
        }
        return reply.text();
    }

    private Reply answer(Request request) throws InterruptedException {
        return switch (request) {
            case Request.Take take -> {
                steward.hurry();
                yield new Reply.Done();
            }
            case Request.Send send ->
                here(send.shard())
                                .filter(shard -> queue(shard, send.payloads()))
                                .isPresent()
                        ? new Reply.Done()
                        : new Reply.NotHere();
            case Request.Members members -> {
                Optional<Shard> here = here(members.shard());
                yield here.isPresent() ? answers.begin(members, here.get()) : new Reply.NotHere();
            }
            case Request.Fetch fetch -> answers.fetch(fetch);
        };
    }

    /**
     * Queues payloads with the shard, here or at the member that has it. A shard that is moving is asked for again.
     *
     * @throws ClusterException when nobody has the shard, or whoever has it does not answer, in which case it may have been sent;
     *     or when the shard does not take it
     */
    void send(ShardId shard, List<String> payloads) throws InterruptedException {
        for (int from = 0; from < payloads.size(); from += Request.Send.MOST) {
            List<String> part = payloads.subList(from, Math.min(payloads.size(), from + Request.Send.MOST));
            try {
                var unused = reach(new Request.Send(shard, part), here -> queue(here, part));
            } catch (IllegalStateException e) {
                throw new ClusterException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    /**
     * Asks for members, here or at the member that has the shard. If the shard moves meanwhile, it asks once more.
     *
     * @throws ClusterException as {@link #send}, or when the shard moves a second time
     */
    GuildMembers members(ShardId shard, RequestGuildMembers request, MemberDeadline deadline, OnRateLimit onRateLimit)
            throws InterruptedException {
        long until = terms.time().nanoTime() + deadline.whole().toNanos();
        for (int attempt = 0; attempt < 2; attempt++) {
            MemberDeadline left = left(until, deadline);
            var wanted = new Request.Members(shard, RecordForm.newMark(), request, left, onRateLimit);
            Optional<GuildMembers> answer = switch (reach(wanted, here -> true)) {
                case Place.Here here -> ask(here.shard(), wanted);
                case Place.There there -> new RemoteAnswer(courier, there.member(), wanted, terms.time()).fetch();
                case Place.Nowhere nowhere -> Optional.empty();
            };
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new ClusterException("Shard " + shard + " has moved twice while it was asked for members, or its member"
                + " has died: ask again");
    }

    /** What is left of a deadline, in whole milliseconds. */
    private MemberDeadline left(long until, MemberDeadline deadline) {
        Duration whole = Duration.ofMillis(
                Math.max(1, Duration.ofNanos(until - terms.time().nanoTime()).toMillis()));
        Duration chunk = Duration.ofMillis(Math.max(1, deadline.chunk().toMillis()));
        return new MemberDeadline(whole, chunk);
    }

    private Optional<GuildMembers> ask(Shard shard, Request.Members wanted) throws InterruptedException {
        try {
            return Optional.of(shard.requestMembers(wanted.members(), wanted.deadline(), wanted.onRateLimit()));
        } catch (MemberRequestException e) {
            if (e.reason() == MemberRequestException.Reason.SHARD_ENDED) {
                return Optional.empty();
            }
            throw e;
        } catch (IllegalStateException e) {
            if (here(shard.id()).isEmpty()) {
                return Optional.empty();
            }
            throw new ClusterException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Finds the shard here, or has another member do what is asked for.
     *
     * @param takes what to do with a shard that is here; false when it has just ended
     * @return where it was done
     */
    private Place reach(Request request, Predicate<Shard> takes) throws InterruptedException {
        String why = "nobody has it";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                Thread.sleep(PAUSE);
            }
            switch (find(request.shard())) {
                case Place.Here here -> {
                    if (takes.test(here.shard())) {
                        return here;
                    }
                }
                case Place.There there -> {
                    Optional<Reply> reply = ask(there.member(), request);
                    if (reply.isEmpty()) {
                        why = "its member " + there.member() + " is not there";
                    } else if (isDone(reply.get(), there.member(), request.shard())) {
                        return there;
                    }
                }
                case Place.Nowhere nowhere -> {}
            }
        }
        throw new ClusterException("Shard " + request.shard() + " was not reached, because " + why
                + ". It is moving to another member: try again in some seconds");
    }

    private Optional<Reply> ask(String member, Request request) throws InterruptedException {
        String text = request.text();
        try {
            return courier.ask(Request.subject(member), text, PATIENCE).map(Reply::read);
        } catch (EngineException e) {
            throw new ClusterException(
                    "What was asked of shard " + request.shard() + " may not have arrived at member " + member + ": "
                            + e.getMessage(),
                    e);
        } catch (IllegalArgumentException e) {
            throw refused(request.shard(), member, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isDone(Reply reply, String member, ShardId shard) {
        return switch (reply) {
            case Reply.Done done -> true;
            case Reply.NotHere notHere -> false;
            case Reply.Refused refused -> throw refused(shard, member, refused.why());
            case Reply.Wait wait -> throw refused(shard, member, "It asks to wait");
            case Reply.Piece piece -> throw refused(shard, member, "It sends what was not asked for");
            case Reply.Failed failed -> throw refused(shard, member, failed.why());
        };
    }

    private static ClusterException refused(ShardId shard, String member, String why) {
        return new ClusterException("The member " + member + ", which has shard " + shard + ", refuses it: " + why);
    }

    private Place find(ShardId shard) throws InterruptedException {
        Optional<Shard> here = here(shard);
        if (here.isPresent()) {
            return new Place.Here(here.get());
        }
        Optional<String> owner;
        try {
            owner = owner(shard);
        } catch (EngineException e) {
            throw new ClusterException("Shard " + shard + " was not found: " + e.getMessage(), e);
        }
        return owner.isEmpty() || owner.get().equals(terms.member())
                ? new Place.Nowhere()
                : new Place.There(owner.get());
    }

    /** The shard, if this member has it and does not give it away. */
    private Optional<Shard> here(ShardId shard) {
        Lease lease = leases.find(shard);
        return lease == null || lease.isOver() || lease.heir() != null
                ? Optional.empty()
                : fleet.shard(shard).filter(running -> !running.state().isTerminal());
    }

    /**
     * Queues payloads.
     *
     * @return false when the shard has just left
     */
    private boolean queue(Shard shard, List<String> payloads) {
        try {
            payloads.forEach(shard::sendJson);
            return true;
        } catch (IllegalStateException e) {
            if (here(shard.id()).isEmpty()) {
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

    /** Forgets the answers that other members have not fetched. */
    @Override
    public void close() {
        answers.close();
    }
}
