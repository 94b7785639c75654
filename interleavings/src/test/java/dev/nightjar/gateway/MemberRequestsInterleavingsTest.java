package dev.nightjar.gateway;

import static dev.nightjar.gateway.Parcels.payload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import dev.nightjar.gateway.event.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class MemberRequestsInterleavingsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A shard's requests with the commands that they queue. */
    private static final class Room {

        final CommandQueue commands = new CommandQueue(ShardId.ONE, 10);
        final MemberRequests requests = new MemberRequests(
                ShardId.ONE, new Mailbox(10, 1 << 20, null), commands, new ImpatientTime(Duration.ofSeconds(30)));
        final Semaphore wakes = new Semaphore(0);
        final List<MemberRequestException.Reason> failures = Collections.synchronizedList(new ArrayList<>());

        Thread asker(String nonce) {
            return Threads.start("asker of " + nonce, () -> {
                try {
                    requests.ask(RequestGuildMembers.all(7).withNonce(nonce), MINUTE, OnRateLimit.WAIT, this::queue);
                } catch (MemberRequestException e) {
                    failures.add(e.reason());
                }
            });
        }

        private CommandQueue.Entry queue(String json) {
            CommandQueue.Entry entry = commands.add(List.of(json)).getFirst();
            wakes.release();
            return entry;
        }

        /** Writes the next command, as the writer does. */
        void write() throws InterruptedException {
            wakes.acquire();
            CommandQueue.Entry next = commands.peek();
            if (next != null) {
                commands.written(next);
            }
        }
    }

    @Test
    void aCommandThatWasNotSentOnTheConnectionThatEndedGoesOutOnTheNext() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room();
            Thread asker = room.asker("n");

            // The first connection writes the command, which is refused for its rate, and nothing after that.
            room.write();
            room.requests.see(limited("n"));
            room.requests.connectionEnded("reset");
            // The second one.
            room.write();
            room.requests.see(chunk("n", 0, 1));
            asker.join();

            assertThat(room.failures).isEmpty();
            assertThat(room.commands.peek()).isNull();
        });
    }

    @Test
    void aRequestEndsWithTheConnectionThatItsCommandWasSentOn() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room();
            Thread asker = room.asker("n");
            room.write();

            Thread reader = Threads.start("reader", () -> {
                room.requests.see(chunk("n", 0, 2));
                room.requests.see(chunk("n", 1, 2));
                room.requests.connectionEnded("reset");
            });
            Threads.join(asker, reader);

            assertThat(room.failures).isEmpty();
            assertThat(room.commands.peek()).isNull();
        });
    }

    @Test
    void aRequestThatBeginsWhileAConnectionEndsGoesOutOnTheNext() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room();
            Thread asker = room.asker("n");

            room.requests.connectionEnded("reset");
            room.write();
            room.requests.see(chunk("n", 0, 1));
            asker.join();

            assertThat(room.failures).isEmpty();
        });
    }

    @Test
    void theEndOfTheShardEndsEveryRequestWheneverItBegan() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room();
            Thread one = room.asker("one");
            Thread other = room.asker("other");

            room.requests.connectionEnded("reset");
            room.requests.close();
            Threads.join(one, other);

            assertThat(room.failures)
                    .containsOnly(MemberRequestException.Reason.SHARD_ENDED)
                    .hasSize(2);
            assertThat(room.commands.peek()).isNull();
        });
    }

    @Test
    void twoRequestsThatAreLimitedAndAnsweredDoNotDisturbEachOther() throws Throwable {
        Interleavings.explore(() -> {
            Room room = new Room();
            Thread one = room.asker("one");
            Thread other = room.asker("other");

            room.write();
            room.write();
            room.requests.see(limited("one"));
            room.requests.see(chunk("other", 0, 1));
            room.write();
            room.requests.see(chunk("one", 0, 1));
            Threads.join(one, other);

            assertThat(room.failures).isEmpty();
            assertThat(room.commands.peek()).isNull();
        });
    }

    private static Payload limited(String nonce) {
        return payload(
                "{'t':'RATE_LIMITED','s':1,'op':0,'d':{'opcode':8,'retry_after':1,'meta':{'nonce':'" + nonce + "'}}}");
    }

    private static Payload chunk(String nonce, int index, int count) {
        return payload("{'t':'GUILD_MEMBERS_CHUNK','s':2,'op':0,'d':{'guild_id':'7','members':[],'chunk_index':" + index
                + ",'chunk_count':" + count + ",'nonce':'" + nonce + "'}}");
    }
}
