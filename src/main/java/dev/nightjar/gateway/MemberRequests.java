package dev.nightjar.gateway;

import dev.nightjar.gateway.MemberRequestException.Reason;
import dev.nightjar.gateway.command.OpCode;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.PayloadException;
import dev.nightjar.gateway.jfr.Flight;
import dev.nightjar.gateway.jfr.MemberRequestEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The member requests of a shard that wait for their answers. The asking threads wait here. The reader passes in the chunks
 * before they go to the mailbox, so the loop's own thread may ask too. The owner reports the ends of connections.
 */
final class MemberRequests {

    /** How many may wait. Each holds what was received of its answer, so their number needs a limit. */
    static final int MOST = 1_000;

    // A gateway that says "again at once" must not use up the budget of the other commands.
    private static final double LEAST_RETRY_SECONDS = 0.25;
    private static final double LONGEST_RETRY_SECONDS = 86_400;

    private final ShardId shard;
    private final Mailbox mailbox;
    private final CommandQueue commands;
    private final Time time;

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private final Map<String, MemberRequest> waiting = new HashMap<>();
    private boolean ended;
    private long number;
    // The prefix differs in each process, because a resume may replay chunks that an earlier process asked for.
    private final String prefix =
            Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36) + "-";

    // Written under lock, read by the reader. When it is false the reader does not have to look at dispatches.
    private volatile boolean any;

    MemberRequests(ShardId shard, Mailbox mailbox, CommandQueue commands, Time time) {
        this.shard = shard;
        this.mailbox = mailbox;
        this.commands = commands;
        this.time = time;
    }

    /** Puts a command into the queue, as {@link Shard#send} does. */
    interface Sender {
        CommandQueue.Entry queue(String json);
    }

    /** Sends the command and waits for the whole answer, for this time at most. */
    GuildMembers ask(RequestGuildMembers command, Duration deadline, OnRateLimit onRateLimit, Sender sender)
            throws InterruptedException {
        return ask(command, MemberDeadline.of(deadline), onRateLimit, sender);
    }

    /** Sends the command and waits for the whole answer. */
    GuildMembers ask(RequestGuildMembers command, MemberDeadline deadline, OnRateLimit onRateLimit, Sender sender)
            throws InterruptedException {
        var answer = new MemberAnswer(command.guildId());
        ask(command, deadline, onRateLimit, sender, answer::add, answer::soFar);
        return answer.soFar();
    }

    /**
     * Sends the command and gives each chunk to the consumer, in this thread, until the answer is complete.
     *
     * @param received what a failure has of the answer
     */
    void ask(
            RequestGuildMembers command,
            MemberDeadline deadline,
            OnRateLimit onRateLimit,
            Sender sender,
            Consumer<? super Payload> chunks,
            Supplier<GuildMembers> received)
            throws InterruptedException {
        MemberRequestEvent event = Flight.memberRequest(shard.number(), shard.total());
        String outcome = "ABANDONED";
        MemberRequest request = begin(command, deadline, onRateLimit, sender);
        try {
            while (true) {
                switch (awaitNext(request, sender)) {
                    case MemberRequest.Next.Chunk chunk -> chunks.accept(chunk.payload());
                    case MemberRequest.Next.Complete complete -> {
                        outcome = "COMPLETE";
                        return;
                    }
                    case MemberRequest.Next.Fail fail -> throw failed(fail.why(), request, received.get());
                    case MemberRequest.Next.Overdue overdue -> throw failed(overdue(request), request, received.get());
                }
            }
        } catch (MemberRequestException e) {
            outcome = e.reason().name();
            throw e;
        } finally {
            end(request);
            if (event != null) {
                event.finish(outcome, request.chunksReceived());
            }
        }
    }

    private MemberRequestException failed(MemberRequest.Failure why, MemberRequest request, GuildMembers received) {
        lock.lock();
        try {
            return new MemberRequestException(
                    why.reason(),
                    why.message(),
                    why.retryAfter(),
                    received,
                    request.chunksReceived(),
                    request.chunkCount());
        } finally {
            lock.unlock();
        }
    }

    private MemberRequest begin(
            RequestGuildMembers command, MemberDeadline deadline, OnRateLimit onRateLimit, Sender sender) {
        lock.lock();
        try {
            String nonce = command.nonce() == null ? prefix + number++ : command.nonce();
            if (waiting.containsKey(nonce)) {
                throw new IllegalStateException("A request with the nonce \"" + nonce
                        + "\" is already waiting: choose another nonce, or" + " leave it out");
            }
            if (waiting.size() >= MOST) {
                throw new IllegalStateException(MOST + " member requests are already waiting for shard " + shard
                        + ": send more when some of them have their answer");
            }
            RequestGuildMembers named = command.withNonce(nonce);
            String json = PayloadWriter.commands(named).getFirst();
            var request = new MemberRequest(named, json, deadline, time.nanoTime(), onRateLimit, lock.newCondition());
            add(nonce, request);
            send(request, sender);
            return request;
        } finally {
            lock.unlock();
        }
    }

    private void add(String nonce, MemberRequest request) {
        waiting.put(nonce, request);
        any = true;
        if (ended) {
            request.fail(shardEnded());
        }
    }

    /**
     * Sends the command with the lock held. Otherwise a connection that ends at this moment would find the request neither
     * queued nor sent.
     */
    private void send(MemberRequest request, Sender sender) {
        try {
            request.queued(sender.queue(request.json));
        } catch (IllegalStateException refused) {
            end(request);
            throw refused;
        }
    }

    private MemberRequest.Next.Outcome awaitNext(MemberRequest request, Sender sender) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = time.nanoTime();
                MemberRequest.Next next = request.next(now);
                switch (next) {
                    case MemberRequest.Next.Wait wait ->
                        time.await(request.changed, Duration.ofNanos(wait.until() - now));
                    case MemberRequest.Next.Resend resend -> send(request, sender);
                    case MemberRequest.Next.Outcome outcome -> {
                        return outcome;
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private MemberRequest.Failure overdue(MemberRequest request) {
        boolean full = mailbox.hasNoRoom();
        lock.lock();
        try {
            String why = full
                    ? ". The shard reads nothing, as its event buffer is full: take events in another thread meanwhile, or"
                            + " raise GatewayConfig.Builder.eventBuffer and eventBufferBytes."
                    : isWaiting(request)
                            ? ". The command was not sent yet, for want of a session or of command budget."
                            : ".";
            return new MemberRequest.Failure(Reason.TIMED_OUT, request.progress(time.nanoTime()) + why);
        } finally {
            lock.unlock();
        }
    }

    private void end(MemberRequest request) {
        lock.lock();
        try {
            waiting.remove(request.command.nonce());
            any = !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
        // Nobody waits for the answer any more, so the command does not have to be sent.
        CommandQueue.Entry queued = request.queued();
        if (queued != null) {
            commands.takeBack(queued);
        }
    }

    private boolean isWaiting(MemberRequest request) {
        CommandQueue.Entry queued = request.queued();
        return queued != null && commands.isWaiting(queued);
    }

    /** The fields of a chunk that are needed to find its request. */
    private record Head(@Nullable String nonce, long chunkIndex, long chunkCount) {}

    /** The fields of a RATE_LIMITED that are needed. */
    private record Limit(
            int opcode, double retryAfter, @Nullable Metadata meta) {

        private record Metadata(@Nullable String nonce) {}
    }

    /** Looks at a dispatch that was received. */
    void see(Payload payload) {
        if (!any) {
            return;
        }
        try {
            if (payload.type() == EventType.GUILD_MEMBERS_CHUNK) {
                chunk(payload, payload.as(Head.class));
            } else if (payload.type() == EventType.RATE_LIMITED) {
                limit(payload.as(Limit.class));
            }
        } catch (PayloadException e) {
            // The loop gets it as Malformed. Its request cannot be determined.
        }
    }

    private void chunk(Payload payload, Head head) {
        lock.lock();
        try {
            MemberRequest request = waiting.get(head.nonce());
            if (request != null) {
                request.received(head.chunkIndex(), head.chunkCount(), payload, time.nanoTime());
            }
        } finally {
            lock.unlock();
        }
    }

    private void limit(Limit limit) {
        String nonce = limit.meta() == null ? null : limit.meta().nonce();
        if (limit.opcode() != OpCode.REQUEST_GUILD_MEMBERS.value() || nonce == null) {
            return;
        }
        double seconds = Math.clamp(limit.retryAfter(), LEAST_RETRY_SECONDS, LONGEST_RETRY_SECONDS);
        long wait = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        lock.lock();
        try {
            MemberRequest request = waiting.get(nonce);
            if (request == null) {
                return;
            }
            long retryAt = time.nanoTime() + wait;
            if (request.onRateLimit == OnRateLimit.FAIL || retryAt - request.deadline >= 0) {
                request.fail(rateLimited(request, Duration.ofNanos(wait)));
            } else {
                request.limited(retryAt);
            }
        } finally {
            lock.unlock();
        }
    }

    private static MemberRequest.Failure rateLimited(MemberRequest request, Duration wait) {
        return new MemberRequest.Failure(
                Reason.RATE_LIMITED,
                "The members of guild " + Snowflake.json(request.command.guildId())
                        + " were requested too often: Discord asks to wait for " + wait
                        + (request.onRateLimit == OnRateLimit.FAIL
                                ? "."
                                : ", which is longer than the deadline leaves."),
                wait);
    }

    /**
     * Fails the requests that were sent on a connection that has ended, because their answers will not come. Those that were
     * not yet sent go out on the next connection.
     */
    void connectionEnded(String reason) {
        if (!any) {
            return;
        }
        lock.lock();
        try {
            for (MemberRequest request : waiting.values()) {
                boolean sent = !request.isLimited() && !isWaiting(request);
                if (sent && !request.isReceived()) {
                    request.fail(new MemberRequest.Failure(
                            Reason.DISCONNECTED,
                            "The connection has ended before the members of guild "
                                    + Snowflake.json(request.command.guildId()) + " were all here (" + reason
                                    + "): ask again"));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Fails all requests: the shard has ended. */
    void close() {
        lock.lock();
        try {
            ended = true;
            waiting.values().forEach(request -> request.fail(shardEnded()));
        } finally {
            lock.unlock();
        }
    }

    private MemberRequest.Failure shardEnded() {
        return new MemberRequest.Failure(
                Reason.SHARD_ENDED,
                "Shard " + shard + " has ended, and with it the requests that waited for an answer: ask a new one");
    }
}
