package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.cluster.FaultyLog.Outcome;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the events of one shard when the log fails. */
@Timeout(60)
class AppendQueueTest {

    private static final Duration HELD = Duration.ofSeconds(5);

    private final LocalEngine engine = LocalEngine.open();
    private final AtomicLong now = new AtomicLong(1);
    private final AtomicBoolean isOurs = new AtomicBoolean(true);
    private final AtomicInteger failures = new AtomicInteger();
    private FaultyLog log;
    private AppendQueue queue;
    private Lease lease;

    @BeforeEach
    void open() throws Exception {
        log = new FaultyLog(engine.eventLog(EventLogLimits.DEFAULT));
        queue = new AppendQueue(log, append -> isOurs.get(), failure -> failures.incrementAndGet());
        var terms = new Lease.Terms(RecordForm.bot("token"), "one", engine.ledger(), now::get, HELD);
        lease = Lease.claim(terms, new ShardId(0, 1), Ledger.ABSENT, null).orElseThrow();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private CompletableFuture<Boolean> add(int number) {
        Append append = new Append(number, lease, "e", "s:" + number, Payload.EMPTY, new CompletableFuture<>());
        queue.add(append);
        return append.done();
    }

    private static boolean result(CompletableFuture<Boolean> done) throws Exception {
        return done.get(30, TimeUnit.SECONDS);
    }

    private List<String> read(int count) throws Exception {
        List<String> ids = new ArrayList<>();
        try (EventLog.Reader reader = log.read("worker", ">", Duration.ofMinutes(1))) {
            while (ids.size() < count) {
                ids.add(EngineContractTest.next(reader).id());
            }
        }
        return ids;
    }

    @Test
    void whatIsOnItsWayDoesNotWaitForWhatCameBefore() throws Exception {
        log.decide(id -> id.equals("s:1") ? Outcome.HELD : Outcome.STORED);
        CompletableFuture<Boolean> first = add(1);

        assertThat(result(add(2))).isTrue();

        assertThat(first).isNotDone();
        log.release();
        assertThat(result(first)).isTrue();
    }

    @Test
    void whatComesBehindAFailedEventWaitsUntilTheLogHasThatOne() throws Exception {
        log.decide(id -> id.equals("s:1") ? Outcome.NOT_STORED : Outcome.STORED);
        CompletableFuture<Boolean> first = add(1);
        CompletableFuture<Boolean> second = add(2);
        while (failures.get() < 3) {
            Thread.onSpinWait();
        }
        assertThat(second).isNotDone();

        log.decide(id -> Outcome.STORED);

        assertThat(result(second)).isTrue();
        assertThat(result(first)).isTrue();
        assertThat(result(add(3))).isTrue();
        assertThat(read(3)).containsExactly("s:1", "s:2", "s:3");
    }

    @Test
    void whatHasFailedIsAppendedInItsOrderWhenNothingIsOnItsWay() throws Exception {
        log.decide(id -> id.equals("s:1") ? Outcome.HELD : Outcome.NOT_STORED);
        CompletableFuture<Boolean> first = add(1);
        CompletableFuture<Boolean> second = add(2);
        CompletableFuture<Boolean> third = add(3);
        log.decide(id -> Outcome.STORED);
        CompletableFuture<Boolean> fourth = add(4);
        assertThat(second).isNotDone();

        log.release();

        assertThat(result(fourth)).isTrue();
        assertThat(List.of(first, second, third)).allMatch(CompletableFuture::isDone);
        assertThat(read(4)).containsExactly("s:1", "s:2", "s:3", "s:4");
    }

    @Test
    void whileTheLeaseHasRunOutNothingIsAppendedAgainAndWhenItIsOverTheEventsAreGivenUp() throws Exception {
        log.decide(id -> Outcome.HELD);
        CompletableFuture<Boolean> first = add(1);
        log.decide(id -> Outcome.NOT_STORED);
        CompletableFuture<Boolean> second = add(2);
        CompletableFuture<Boolean> third = add(3);
        now.addAndGet(2 * HELD.toNanos());
        log.decide(id -> Outcome.STORED);
        log.release();

        isOurs.set(false);

        assertThat(result(first)).isTrue();
        assertThat(result(second)).isFalse();
        assertThat(result(third)).isFalse();
        assertThat(log.attempts()).containsExactly("s:1", "s:2");
    }

    @Test
    void aLeaseThatHasComeBackLetsTheEventsGoOn() throws Exception {
        log.decide(id -> Outcome.NOT_STORED);
        CompletableFuture<Boolean> first = add(1);
        now.addAndGet(2 * HELD.toNanos());
        log.decide(id -> Outcome.STORED);
        var unused = lease.renew();

        assertThat(result(first)).isTrue();
        assertThat(read(1)).containsExactly("s:1");
    }

    @Test
    void aFailureThatNoOtherAttemptCanMendIsPassedOnAndTheNextEventsGoOn() throws Exception {
        log.decide(id -> {
            throw new IllegalArgumentException("bad");
        });
        CompletableFuture<Boolean> first = add(1);
        log.decide(id -> Outcome.STORED);

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> result(first))
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(result(add(2))).isTrue();
        assertThat(failures).hasValue(0);
    }
}
