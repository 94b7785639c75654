package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.gateway.MemberRequestException.Reason;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.GuildMembersChunk;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Member requests over sockets. */
@Timeout(60)
class ShardMembersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void allMembersOfAGuildAreGivenBackAndTheirChunksAreEventsToo() throws Exception {
        try (SimulatedGateway gateway = gateway();
                Shard shard = open(gateway)) {
            List<Integer> chunks = new ArrayList<>();
            Task<?> loop = Task.run(() -> {
                for (Event event : shard.events()) {
                    if (event instanceof GuildMembersChunk chunk) {
                        chunks.add(chunk.chunkIndex());
                        if (chunks.size() == 3) {
                            return;
                        }
                    }
                }
            });

            GuildMembers all = shard.requestMembers(RequestGuildMembers.all(7).withPresences(), PATIENCE);

            assertThat(all.members()).hasSize(2_500).doesNotHaveDuplicates();
            assertThat(all.presences()).hasSize(2_500);
            loop.result();
            assertThat(chunks).containsExactly(0, 1, 2);
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void theChunksOfAnAnswerAreGivenAsTheyWereReceivedIfThatIsWanted() throws Exception {
        try (SimulatedGateway gateway = gateway();
                Shard shard = open(gateway)) {
            List<Payload> chunks = new ArrayList<>();

            shard.requestMemberChunks(
                    RequestGuildMembers.all(7), MemberDeadline.of(PATIENCE), OnRateLimit.FAIL, chunks::add);

            assertThat(chunks).hasSize(3);
            assertThat(chunks.stream()
                            .map(chunk -> chunk.as(GuildMembersChunk.class))
                            .flatMap(chunk -> chunk.members().stream()))
                    .hasSize(2_500);
            MemberRequestException e = catchThrowableOfType(
                    MemberRequestException.class,
                    () -> shard.requestMemberChunks(
                            RequestGuildMembers.all(7), MemberDeadline.of(PATIENCE), OnRateLimit.FAIL, chunks::add));
            assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED);
            assertThat(e.received().guildId()).isEqualTo(7);
        }
    }

    @Test
    void whatTheConsumerOfChunksThrowsEndsTheRequest() throws Exception {
        try (SimulatedGateway gateway = gateway();
                Shard shard = open(gateway)) {
            RequestGuildMembers request =
                    RequestGuildMembers.byName(7, "ada", 5).withNonce("again");

            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            shard.requestMemberChunks(request, MemberDeadline.of(PATIENCE), OnRateLimit.FAIL, chunk -> {
                                throw new IllegalStateException("enough");
                            }))
                    .withMessage("enough");

            assertThat(shard.requestMembers(request, PATIENCE).members()).hasSize(5);
        }
    }

    @Test
    void theLoopsOwnThreadMayAskToo() throws Exception {
        try (SimulatedGateway gateway = gateway();
                Shard shard = open(gateway)) {
            for (Event event : shard.events()) {
                if (event instanceof Ready) {
                    break;
                }
            }

            GuildMembers found = shard.requestMembers(RequestGuildMembers.byName(7, "ada", 5), PATIENCE);

            assertThat(found.members()).hasSize(5);
        }
    }

    @Test
    void aSecondRequestForAllIsRateLimitedAndFailsAtOnceWhenItMay() throws Exception {
        try (SimulatedGateway gateway = gateway();
                Shard shard = open(gateway)) {
            shard.requestMembers(RequestGuildMembers.all(7), PATIENCE);

            MemberRequestException e = catchThrowableOfType(
                    MemberRequestException.class,
                    () -> shard.requestMembers(RequestGuildMembers.all(7), PATIENCE, OnRateLimit.FAIL));

            assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED);
            assertThat(e.retryAfter()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
        }
    }

    @Test
    void aRateLimitedRequestIsSentAgainAndAnswered() throws Exception {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            Task<GuildMembers> asking =
                    Task.ask(() -> bench.shard.requestMembers(RequestGuildMembers.all(7), PATIENCE));
            String nonce = nonce(client);

            client.dispatch("RATE_LIMITED", 2, limited(nonce));
            assertThat(nonce(client)).isEqualTo(nonce);
            client.dispatch("GUILD_MEMBERS_CHUNK", 3, chunk(nonce, 0, 1));

            assertThat(asking.result().members()).hasSize(1);
        }
    }

    @Test
    void aReconnectFailsTheRequestWithAClearError() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            Task<GuildMembers> asking =
                    Task.ask(() -> bench.shard.requestMembers(RequestGuildMembers.all(7), PATIENCE));
            client.dispatch("GUILD_MEMBERS_CHUNK", 2, chunk(nonce(client), 0, 2));

            client.reset();

            MemberRequestException e = failure(asking);
            assertThat(e.reason()).isEqualTo(Reason.DISCONNECTED);
            assertThat(e).hasMessageContaining("guild 7").hasMessageContaining("ask again");
        }
    }

    @Test
    void aRequestThatWasNotSentGoesOutOnTheNextConnection() throws Exception {
        try (Bench bench = Bench.open()) {
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(2);
            Task<GuildMembers> asking = Task.ask(() -> bench.shard.requestMembers(RequestGuildMembers.all(7), PATIENCE))
                    .untilItWaits();
            client.reset();

            Client second = bench.identified();
            second.dispatch("GUILD_MEMBERS_CHUNK", 2, chunk(nonce(second), 0, 1));

            assertThat(asking.result().members()).hasSize(1);
        }
    }

    @Test
    void aFullEventBufferIsNamedWhenTheDeadlineIsOver() {
        try (Bench bench = Bench.unread(config -> config.eventBuffer(2))) {
            Client client = bench.identified();
            Task<GuildMembers> asking =
                    Task.ask(() -> bench.shard.requestMembers(RequestGuildMembers.all(7), Duration.ofSeconds(2)));
            String nonce = nonce(client);
            for (int seq = 2; seq < 300; seq++) {
                client.dispatch("TYPING_START", seq, "{}");
            }
            client.dispatch("GUILD_MEMBERS_CHUNK", 300, chunk(nonce, 0, 1));

            MemberRequestException e = failure(asking);

            assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(e).hasMessageContaining("event buffer is full");
        }
    }

    @Test
    void closingTheShardFailsTheRequest() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            Task<GuildMembers> asking =
                    Task.ask(() -> bench.shard.requestMembers(RequestGuildMembers.all(7), PATIENCE));
            client.expect(8);

            bench.shard.close();

            assertThat(failure(asking).reason()).isEqualTo(Reason.SHARD_ENDED);
        }
    }

    /** A gateway at which every guild has members. */
    private static SimulatedGateway gateway() {
        return SimulatedGateway.builder().raw(true).start();
    }

    private static Shard open(SimulatedGateway gateway) {
        return Shard.open(
                ShardId.ONE,
                GatewayConfig.builder(Bench.TOKEN)
                        .intents(Intent.GUILDS)
                        .gatewayUrl(gateway.url())
                        .build());
    }

    private static MemberRequestException failure(Task<?> task) {
        return Objects.requireNonNull(catchThrowableOfType(MemberRequestException.class, task::result));
    }

    private static String nonce(Client client) {
        return String.valueOf(client.expect(8).data().get("nonce"));
    }

    private static String limited(String nonce) {
        return "{\"opcode\":8,\"retry_after\":0.3,\"meta\":{\"guild_id\":\"7\",\"nonce\":\"" + nonce + "\"}}";
    }

    private static String chunk(String nonce, int index, int count) {
        return "{\"guild_id\":\"7\",\"members\":[{\"user\":{\"id\":\"1\",\"username\":\"u\"}}],\"chunk_index\":" + index
                + ",\"chunk_count\":" + count + ",\"nonce\":\"" + nonce + "\"}";
    }
}
