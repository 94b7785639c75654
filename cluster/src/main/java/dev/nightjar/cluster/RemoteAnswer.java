package dev.nightjar.cluster;

import dev.nightjar.gateway.GuildMembers;
import dev.nightjar.gateway.MemberDeadline;
import dev.nightjar.gateway.MemberRequestException;
import dev.nightjar.gateway.event.GuildMembersChunk;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.model.guild.GuildMember;
import dev.nightjar.gateway.model.presence.Presence;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answer to a member request that another member runs, while it is fetched. Confined to the asking thread. */
final class RemoteAnswer {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(250);

    /** How long after the deadline the other member may say that it is over. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** No chunk is longer, because the other member keeps no more. */
    private static final int LONGEST_CHUNK = 64 * 1024 * 1024;

    private final Courier courier;
    private final String member;
    private final Request.Members request;
    private final Time time;

    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private final List<GuildMember> members = new ArrayList<>();
    private final List<Presence> presences = new ArrayList<>();
    private final List<Long> notFound = new ArrayList<>();

    RemoteAnswer(Courier courier, String member, Request.Members request, Time time) {
        this.courier = courier;
        this.member = member;
        this.request = request;
        this.time = time;
    }

    /**
     * Fetches the whole answer.
     *
     * @return empty when the shard has left that member meanwhile
     * @throws MemberRequestException as the other member's shard has thrown it
     * @throws ClusterException when the other member does not answer any more, or keeps too many answers
     */
    Optional<GuildMembers> fetch() throws InterruptedException {
        int number = 0;
        long overdue = time.nanoTime() + request.deadline().whole().plus(GRACE).toNanos();
        while (true) {
            Reply reply = ask(new Request.Fetch(request.shard(), request.id(), number, chunk.size()));
            switch (reply) {
                case Reply.Piece piece -> {
                    add(piece);
                    number += piece.isLast() ? 1 : 0;
                }
                case Reply.Wait wait -> {
                    if (overdue - time.nanoTime() <= 0) {
                        throw refused("It asks to wait for longer than the deadline");
                    }
                }
                case Reply.Done done -> {
                    return Optional.of(soFar());
                }
                case Reply.NotHere notHere -> {
                    return Optional.empty();
                }
                case Reply.Failed failed -> {
                    if (failed.reason() == MemberRequestException.Reason.SHARD_ENDED) {
                        return Optional.empty();
                    }
                    throw new MemberRequestException(
                            failed.reason(),
                            failed.why(),
                            failed.retryAfter(),
                            soFar(),
                            failed.chunksReceived(),
                            failed.chunkCount());
                }
                case Reply.Refused refused -> throw refused(refused.why());
            }
        }
    }

    /** Asks until an answer comes, as long as the next chunk may take at most. */
    private Reply ask(Request.Fetch piece) throws InterruptedException {
        MemberDeadline deadline = request.deadline();
        long until = time.nanoTime()
                + Math.min(deadline.whole().toNanos(), deadline.chunk().toNanos());
        while (true) {
            try {
                return courier.ask(Request.subject(member), piece.text(), PATIENCE)
                        .map(Reply::read)
                        .orElseGet(Reply.NotHere::new);
            } catch (EngineException e) {
                if (until - time.nanoTime() <= 0) {
                    throw new ClusterException(
                            "The answer of member " + member + " was not fetched: " + e.getMessage(), e);
                }
                Thread.sleep(PAUSE);
            } catch (IllegalArgumentException e) {
                throw refused(String.valueOf(e.getMessage()));
            }
        }
    }

    private void add(Reply.Piece piece) {
        byte[] bytes = piece.bytes();
        if (bytes.length == 0 || chunk.size() > LONGEST_CHUNK - bytes.length) {
            throw refused("It sends chunks that are none");
        }
        chunk.writeBytes(bytes);
        if (piece.isLast()) {
            GuildMembersChunk read = Payload.of(chunk.toByteArray()).as(GuildMembersChunk.class);
            chunk.reset();
            members.addAll(read.members());
            presences.addAll(read.presences());
            notFound.addAll(read.notFound());
        }
    }

    private ClusterException refused(String why) {
        return new ClusterException(
                "The member " + member + ", which has shard " + request.shard() + ", does not answer it: " + why);
    }

    private GuildMembers soFar() {
        return new GuildMembers(request.members().guildId(), members, presences, notFound);
    }
}
