package dev.nightjar.gateway;

import static dev.nightjar.gateway.Samples.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.gateway.MemberRequestException.Reason;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import dev.nightjar.gateway.event.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class MemberRequestsTest {

    private static final long GUILD = 7;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTime time = new FakeTime().standStill();
    private final long start = time.nanoTime();
    private final Mailbox mailbox = new Mailbox(2, 1_000, null);
    private final CommandQueue commands = new CommandQueue(ShardId.ONE, 2_000);
    private final BlockingQueue<CommandQueue.Entry> sent = new LinkedBlockingQueue<>();
    private final MemberRequests requests = new MemberRequests(ShardId.ONE, mailbox, commands, time);

    @AfterEach
    void leaveNobodyWaiting() {
        requests.close();
    }

    @Test
    void interleavedChunksGoEachToTheirOwnRequestInAnyOrder() throws Exception {
        Task<GuildMembers> a = asking("a");
        Task<GuildMembers> b = asking("b");

        requests.see(chunk("a", 0, 3, 10, 2));
        requests.see(chunk("b", 1, 2, 70, 1));
        requests.see(chunk("a", 2, 3, 14, 1));
        requests.see(chunk("x", 0, 1, 90, 1));
        requests.see(chunk("b", 0, 2, 60, 2));
        requests.see(chunk("a", 1, 3, 12, 2));

        assertThat(ids(a.result())).containsExactly(10L, 11L, 14L, 12L, 13L);
        assertThat(ids(b.result())).containsExactly(70L, 60L, 61L);
    }

    @Test
    void presencesAndWhatWasNotFoundBelongToTheAnswer() throws Exception {
        Task<GuildMembers> asking = asking("a");

        requests.see(payload("{'t':'GUILD_MEMBERS_CHUNK','s':1,'op':0,'d':{'guild_id':'7','members':[],"
                + "'chunk_index':0,'chunk_count':1,'nonce':'a','not_found':['5',6],"
                + "'presences':[{'user':{'id':'9'},'status':'dnd'}]}}"));

        GuildMembers answer = asking.result();
        assertThat(answer.guildId()).isEqualTo(GUILD);
        assertThat(answer.members()).isEmpty();
        assertThat(answer.notFound()).containsExactly(5L, 6L);
        assertThat(answer.presences())
                .singleElement()
                .satisfies(p -> assertThat(p.user().id()).isEqualTo(9));
    }

    @Test
    void aChunkThatAReplayBringsAgainCountsOnce() throws Exception {
        Task<GuildMembers> asking = asking("a");

        requests.see(chunk("a", 0, 2, 10, 1));
        requests.see(chunk("a", 0, 2, 10, 1));
        requests.see(chunk("a", 1, 2, 11, 1));

        assertThat(ids(asking.result())).containsExactly(10L, 11L);
    }

    @ParameterizedTest
    @CsvSource({
        "2147483646, 2147483647",
        "0, 2147483647",
        "0, 9223372036854775807",
        "50000, 50001",
        "4294967296, 4294967297"
    })
    void aNumberOfChunksThatNoGuildHasFailsTheRequestAndCostsNoMemory(long index, long count) throws Exception {
        Task<GuildMembers> asking = asking("a");

        requests.see(chunk("a", index, count, 10, 1));

        MemberRequestException e = failure(asking);
        assertThat(e.reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        assertThat(e)
                .hasMessage("The answer for guild 7 is not Discord's: it says that it comes in " + count
                        + " chunks, but 50000 are more than any guild has");
    }

    @Test
    void aNumberOfChunksThatChangesOnTheWayFailsTheRequest() throws Exception {
        Task<GuildMembers> asking = asking("a");

        requests.see(chunk("a", 0, 3, 10, 1));
        requests.see(chunk("a", 1, 2, 11, 1));

        MemberRequestException e = failure(asking);
        assertThat(e.reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        assertThat(e).hasMessageContaining("it first said that it comes in 3 chunks, and then in 2");
    }

    @Test
    void theLastChunkOfTheLargestNumberIsTaken() throws Exception {
        Task<GuildMembers> asking = asking("a");
        commands.written(sent());

        requests.see(chunk("a", 49_999, 50_000, 10, 1));
        time.advance(MINUTE);

        assertThat(failure(asking)).hasMessageContaining("1 of 50000 chunks have come");
    }

    @Test
    void aRequestWithoutANonceGetsOneOfItsOwn() throws Exception {
        Task<GuildMembers> first = asking(RequestGuildMembers.all(GUILD), MINUTE, OnRateLimit.WAIT);
        String one = nonce(sent().json());
        Task<GuildMembers> second = asking(RequestGuildMembers.all(GUILD), MINUTE, OnRateLimit.WAIT);
        String two = nonce(sent().json());

        assertThat(one).isNotEqualTo(two).hasSizeLessThanOrEqualTo(32);
        requests.see(chunk(two, 0, 1, 2, 1));
        requests.see(chunk(one, 0, 1, 1, 1));
        assertThat(ids(first.result())).containsExactly(1L);
        assertThat(ids(second.result())).containsExactly(2L);
    }

    @Test
    void aRateLimitIsWaitedForAndTheRequestSentAgain() throws Exception {
        Task<GuildMembers> asking = asking("a");
        CommandQueue.Entry first = sent();

        requests.see(limited("a", "12.5"));
        time.advance(Duration.ofMillis(12_400));
        assertThat(sent.poll(20, TimeUnit.MILLISECONDS)).isNull();
        time.advance(Duration.ofMillis(100));

        assertThat(sent().json()).isEqualTo(first.json());
        requests.see(chunk("a", 0, 1, 1, 1));
        assertThat(ids(asking.result())).containsExactly(1L);
    }

    @Test
    void aRateLimitFailsTheRequestAtOnceIfThatIsWanted() throws Exception {
        Task<GuildMembers> asking = asking(request("a"), MINUTE, OnRateLimit.FAIL);
        sent();

        requests.see(limited("a", "12.5"));

        MemberRequestException e = failure(asking);
        assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(e.retryAfter()).isEqualTo(Duration.ofMillis(12_500));
        assertThat(e).hasMessageContaining("guild 7").hasMessageContaining("PT12.5S");
    }

    @Test
    void aRateLimitLongerThanTheDeadlineFailsTheRequestAtOnce() throws Exception {
        Task<GuildMembers> asking = asking(request("a"), Duration.ofSeconds(10), OnRateLimit.WAIT);
        sent();

        requests.see(limited("a", "12.5"));

        assertThat(failure(asking)).hasMessageContaining("longer than the deadline leaves");
    }

    @Test
    void aRateLimitOfSomethingElseIsNotTheRequests() throws Exception {
        Task<GuildMembers> asking = asking(request("a"), MINUTE, OnRateLimit.FAIL);
        sent();

        requests.see(limited("b", "1"));
        requests.see(
                payload("{'t':'RATE_LIMITED','s':1,'op':0,'d':{'opcode':31,'retry_after':1,'meta':{'nonce':'a'}}}"));
        requests.see(payload("{'t':'RATE_LIMITED','s':1,'op':0,'d':{'opcode':8,'retry_after':1}}"));
        requests.see(chunk("a", 0, 1, 1, 1));

        assertThat(ids(asking.result())).containsExactly(1L);
    }

    @Test
    void aDeadlineFailsTheRequestAndSaysHowFarItCame() throws Exception {
        Task<GuildMembers> asking = asking("a");
        commands.written(sent());
        requests.see(chunk("a", 1, 5, 1, 1));

        time.advance(MINUTE);

        MemberRequestException e = failure(asking);
        assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(e).hasMessage("Of the members of guild 7 1 of 5 chunks have come within PT1M.");
    }

    @Test
    void aLargeAnswerMayTakeAsLongAsItsChunksKeepComing() throws Exception {
        Task<GuildMembers> asking = asking(MemberDeadline.betweenChunks(Duration.ofSeconds(10)));
        commands.written(sent());

        for (int i = 0; i < 20; i++) {
            time.advance(Duration.ofSeconds(9));
            requests.see(chunk("a", i, 20, i, 1));
        }

        assertThat(ids(asking.result())).hasSize(20);
    }

    @Test
    void aChunkThatIsLateFailsTheRequestWithWhatHasCome() throws Exception {
        Task<GuildMembers> asking = asking(new MemberDeadline(MINUTE, Duration.ofSeconds(10)));
        commands.written(sent());
        time.advance(Duration.ofSeconds(9));
        requests.see(chunk("a", 0, 5, 10, 2));
        time.advance(Duration.ofSeconds(9));
        requests.see(chunk("a", 1, 5, 20, 1));

        time.advance(Duration.ofSeconds(10));

        MemberRequestException e = failure(asking);
        assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(e).hasMessage("Of the members of guild 7 2 of 5 chunks have come, and then no other within PT10S.");
        assertThat(ids(e.received())).containsExactly(10L, 11L, 20L);
        assertThat(e.chunksReceived()).isEqualTo(2);
        assertThat(e.chunkCount()).isEqualTo(5);
    }

    @Test
    void aFirstChunkThatIsLateFailsTheRequest() throws Exception {
        Task<GuildMembers> asking = asking(new MemberDeadline(MINUTE, Duration.ofSeconds(10)));
        commands.written(sent());

        time.advance(Duration.ofSeconds(10));

        MemberRequestException e = failure(asking);
        assertThat(e).hasMessage("Of the members of guild 7 nothing of the answer has come within PT10S.");
        assertThat(e.received()).isEqualTo(new GuildMembers(GUILD, List.of(), List.of(), List.of()));
        assertThat(e.chunkCount()).isZero();
    }

    @Test
    void theWholeDeadlineHoldsBesideTheOneForEachChunk() throws Exception {
        Task<GuildMembers> asking = asking(new MemberDeadline(Duration.ofSeconds(15), Duration.ofSeconds(10)));
        commands.written(sent());
        time.advance(Duration.ofSeconds(9));
        requests.see(chunk("a", 0, 5, 10, 1));

        time.advance(Duration.ofSeconds(6));

        assertThat(failure(asking)).hasMessageContaining("1 of 5 chunks have come within PT15S.");
    }

    @Test
    void theTimeThatARateLimitAsksForMakesNoChunkLate() throws Exception {
        Task<GuildMembers> asking = asking(MemberDeadline.betweenChunks(Duration.ofSeconds(10)));
        commands.written(sent());
        requests.see(limited("a", "30"));

        time.advance(Duration.ofSeconds(30));
        sent();
        time.advance(Duration.ofSeconds(9));
        requests.see(chunk("a", 0, 1, 1, 1));

        assertThat(ids(asking.result())).containsExactly(1L);
    }

    @Test
    void whateverFailsTheRequestWhatHasComeIsInTheException() throws Exception {
        Task<GuildMembers> disconnected = asking("disconnected");
        commands.written(sent());
        Task<GuildMembers> strange = asking("strange");
        commands.written(sent());
        for (String nonce : List.of("disconnected", "strange")) {
            requests.see(chunk(nonce, 0, 3, 1, 2));
        }
        requests.see(chunk("strange", 1, 4, 3, 1));
        assertThat(ids(failure(strange).received())).containsExactly(1L, 2L);

        requests.connectionEnded("reset by peer");

        assertThat(ids(failure(disconnected).received())).containsExactly(1L, 2L);
    }

    @Test
    void aDeadlineBeforeTheCommandWasSentSaysSoAndTakesItBack() throws Exception {
        Task<GuildMembers> asking = asking("a");
        sent();

        time.advance(MINUTE);

        assertThat(failure(asking)).hasMessageContaining("The command was not sent yet");
        assertThat(commands.peek()).isNull();
    }

    @Test
    void aDeadlineWithAFullEventBufferSaysThatTheLoopIsTheReason() throws Exception {
        mailbox.deliver(Samples.events(1, 2));
        Task<GuildMembers> asking = asking("a");
        sent();

        time.advance(MINUTE);

        assertThat(failure(asking)).hasMessageContaining("its event buffer is full: take events in another thread");
    }

    @Test
    void aBufferIsFullToTheRestOfAFleetAsWell() throws Exception {
        var least = new Mailbox.Consumer() {
            @Override
            public void available() {}

            @Override
            public long room() {
                return 1;
            }
        };
        var shared = new Mailbox(2, 1_000, null, least);
        shared.deliver(Samples.events(1, 1));
        var ofFleet = new MemberRequests(ShardId.ONE, shared, commands, time);
        Task<GuildMembers> asking = Task.ask(() -> ofFleet.ask(request("a"), MINUTE, OnRateLimit.WAIT, this::queue));
        sent();

        time.advance(MINUTE);

        assertThat(failure(asking)).hasMessageContaining("its event buffer is full: take events in another thread");
    }

    @Test
    void theEndOfTheConnectionFailsWhatWasSentAndKeepsWhatWasNot() throws Exception {
        Task<GuildMembers> gone = asking("gone");
        commands.written(sent());
        Task<GuildMembers> queued = asking("queued");
        sent();
        Task<GuildMembers> limited = asking("limited");
        commands.written(sent());
        requests.see(limited("limited", "3"));

        requests.connectionEnded("reset by peer");

        MemberRequestException e = failure(gone);
        assertThat(e.reason()).isEqualTo(Reason.DISCONNECTED);
        assertThat(e).hasMessageContaining("reset by peer");
        requests.see(chunk("queued", 0, 1, 1, 1));
        assertThat(ids(queued.result())).containsExactly(1L);
        time.advance(Duration.ofSeconds(3));
        sent();
        requests.see(chunk("limited", 0, 1, 2, 1));
        assertThat(ids(limited.result())).containsExactly(2L);
    }

    @Test
    void theEndOfTheShardFailsAllAndThoseThatComeLater() throws Exception {
        Task<GuildMembers> asking = asking("a");
        sent();

        requests.close();

        assertThat(failure(asking).reason()).isEqualTo(Reason.SHARD_ENDED);
        assertThat(failure(asking("b")).reason()).isEqualTo(Reason.SHARD_ENDED);
    }

    @Test
    void aConnectionThatEndsWhileARequestIsSentAgainDoesNotEndTheRequest() throws Exception {
        List<Task<?>> ends = new ArrayList<>();
        Task<GuildMembers> asking = Task.ask(() -> requests.ask(request("a"), MINUTE, OnRateLimit.WAIT, json -> {
            if (time.nanoTime() != start) {
                ends.add(Task.run(() -> requests.connectionEnded("reset")).untilItWaitsOrHasEnded());
            }
            return queue(json);
        }));
        commands.written(sent());
        requests.see(limited("a", "3"));

        time.advance(Duration.ofSeconds(3));
        CommandQueue.Entry again = sent();
        ends.getFirst().result();
        commands.written(again);
        requests.see(chunk("a", 0, 1, 1, 1));

        assertThat(ids(asking.result())).containsExactly(1L);
    }

    @Test
    void anInterruptForgetsTheRequest() throws Exception {
        Task<GuildMembers> asking = asking("a");
        sent();

        asking.interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(asking::result);
        assertThat(commands.peek()).isNull();
        Task<GuildMembers> again = asking("a");
        sent();
        requests.see(chunk("a", 0, 1, 1, 1));
        assertThat(again.result().members()).hasSize(1);
    }

    @Test
    void aCommandThatIsNotTakenFailsTheRequestAndLeavesNothing() {
        for (int i = 0; i < 2; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> requests.ask(request("a"), MINUTE, OnRateLimit.WAIT, json -> {
                        throw new IllegalStateException("full");
                    }))
                    .withMessage("full");
        }
    }

    @Test
    void twoRequestsMayNotHaveTheSameNonce() throws Exception {
        asking("a");
        sent();

        assertThatIllegalStateException()
                .isThrownBy(() -> requests.ask(request("a"), MINUTE, OnRateLimit.WAIT, this::queue))
                .withMessageContaining("\"a\"");
    }

    @Test
    void theirNumberHasAnEnd() throws Exception {
        for (int i = 0; i < MemberRequests.MOST; i++) {
            asking("n" + i);
            sent();
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> requests.ask(request("one more"), MINUTE, OnRateLimit.WAIT, this::queue))
                .withMessageContaining("1000 member requests are already waiting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.000000001S"})
    void aDeadlineOutOfRangeIsRefused(String deadline) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> requests.ask(request("a"), Duration.parse(deadline), OnRateLimit.WAIT, this::queue))
                .withMessageContaining("but is " + deadline);
    }

    @Test
    void whatCannotBeReadIsLeftToTheLoop() throws Exception {
        Task<GuildMembers> asking = asking("a");
        sent();

        requests.see(payload("{'t':'GUILD_MEMBERS_CHUNK','s':1,'op':0,'d':{'nonce':'a','members':["));
        requests.see(payload("{'t':'GUILD_MEMBERS_CHUNK','s':1,'op':0,'d':null}"));
        requests.see(payload("{'t':'RATE_LIMITED','s':1,'op':0,'d':[]}"));
        requests.see(
                payload("{'t':'GUILD_MEMBERS_CHUNK','s':1,'op':0,'d':{'nonce':'a','chunk_index':9,'chunk_count':2}}"));
        requests.see(Samples.dispatch(5));
        requests.see(chunk("a", 0, 1, 1, 1));

        assertThat(ids(asking.result())).containsExactly(1L);
    }

    private Task<GuildMembers> asking(String nonce) {
        return asking(request(nonce), MINUTE, OnRateLimit.WAIT);
    }

    /** Returns when the request was sent, so that its answer may come. */
    private Task<GuildMembers> asking(RequestGuildMembers request, Duration deadline, OnRateLimit onRateLimit) {
        int before = sent.size();
        Task<GuildMembers> task = Task.ask(() -> requests.ask(request, deadline, onRateLimit, this::queue));
        while (sent.size() == before) {
            Thread.onSpinWait();
        }
        return task;
    }

    private Task<GuildMembers> asking(MemberDeadline deadline) {
        int before = sent.size();
        Task<GuildMembers> task = Task.ask(() -> requests.ask(request("a"), deadline, OnRateLimit.WAIT, this::queue));
        while (sent.size() == before) {
            Thread.onSpinWait();
        }
        return task;
    }

    private CommandQueue.Entry queue(String json) {
        CommandQueue.Entry entry = commands.add(List.of(json)).getFirst();
        sent.add(entry);
        return entry;
    }

    private CommandQueue.Entry sent() throws InterruptedException {
        return Objects.requireNonNull(sent.poll(10, TimeUnit.SECONDS));
    }

    private static RequestGuildMembers request(String nonce) {
        return RequestGuildMembers.all(GUILD).withNonce(nonce);
    }

    private static String nonce(String json) {
        return String.valueOf(payload(json).map().get("nonce"));
    }

    private static MemberRequestException failure(Task<?> task) {
        return Objects.requireNonNull(catchThrowableOfType(MemberRequestException.class, task::result));
    }

    private static List<Long> ids(GuildMembers answer) {
        return answer.members().stream()
                .map(member -> Objects.requireNonNull(member.user()).id())
                .toList();
    }

    private static Payload chunk(String nonce, long index, long count, long firstId, int members) {
        String list = LongStream.range(firstId, firstId + members)
                .mapToObj(id -> "{'user':{'id':'" + id + "','username':'u'},'roles':[],'flags':0}")
                .collect(Collectors.joining(","));
        return payload("{'t':'GUILD_MEMBERS_CHUNK','s':1,'op':0,'d':{'guild_id':'7','members':[" + list
                + "],'chunk_index':" + index + ",'chunk_count':" + count + ",'nonce':'" + nonce + "'}}");
    }

    private static Payload limited(String nonce, String retryAfter) {
        return payload("{'t':'RATE_LIMITED','s':1,'op':0,'d':{'opcode':8,'retry_after':" + retryAfter
                + ",'meta':{'guild_id':'7','nonce':'" + nonce + "'}}}");
    }
}
