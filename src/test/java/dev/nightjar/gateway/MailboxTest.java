package dev.nightjar.gateway;

import static dev.nightjar.gateway.Samples.batch;
import static dev.nightjar.gateway.Samples.event;
import static dev.nightjar.gateway.Samples.events;
import static dev.nightjar.gateway.Samples.payload;
import static dev.nightjar.gateway.Samples.ready;
import static dev.nightjar.gateway.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.SessionInvalidated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class MailboxTest {

    private static final long MANY_BYTES = 1 << 20;
    private static final Event LOST = new Disconnected(
            Disconnected.Cause.CONNECTION_LOST, 1006, "reset", Disconnected.Next.RESUME, Duration.ZERO);

    private final Mailbox mailbox = new Mailbox(4, MANY_BYTES, null);

    @Test
    void payloadsAndNoticesComeOutInTheOrderInWhichTheyWentIn() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(2)));
        mailbox.notice(LOST);
        mailbox.deliver(events(3, 3));

        mailbox.end(null);

        assertThat(drain(mailbox)).containsExactly("1", "2", "Disconnected", "3", "end");
    }

    @Test
    void aFullQueueMakesTheReaderWaitUntilItIsHalfEmpty() throws Exception {
        mailbox.deliver(events(1, 4));
        Task<?> reader = Task.run(() -> mailbox.deliver(events(5, 6))).untilItWaits();

        take(mailbox);
        reader.untilItWaits();
        assertThat(mailbox.backlog().events()).isEqualTo(3);
        take(mailbox);
        reader.result();

        assertThat(mailbox.backlog().events()).isEqualTo(4);
        assertThat(mailbox.backlog().stalls()).isOne();
        assertThat(sequenceOf(mailbox)).isEqualTo(3);
    }

    @Test
    void theTimeThatALoopReadsCountsForItsWait() throws Exception {
        Duration wait = Duration.ofMillis(50);
        var reads = new AtomicInteger();
        Seat.Call call = comes -> {
            reads.incrementAndGet();
            LockSupport.parkNanos(wait.toNanos());
        };
        Task<?> loop = Task.run(() -> mailbox.take(any -> true, wait.toNanos()));

        while (!loop.isDone() && reads.get() < 20) {
            Runnable wake = mailbox.call(call);
            if (wake != null) {
                wake.run();
            }
        }

        assertThat(reads).hasValueLessThan(20);
    }

    @Test
    void aBatchThatDoesNotFitIsThereAsFarAsItFits() throws Exception {
        Task<?> reader = Task.run(() -> mailbox.deliver(events(1, 10))).untilItWaits();

        mailbox.end(null);
        mailbox.closing();
        reader.result();

        assertThat(drain(mailbox)).containsExactly("1", "2", "3", "4", "end");
    }

    @Test
    void bytesBoundTheQueueTooAndOnePayloadAlwaysFits() throws Exception {
        int size = Samples.dispatch(1).size();
        var small = new Mailbox(100, 2L * size, null);
        small.deliver(events(1, 2));
        Task<?> reader = Task.run(() -> small.deliver(events(3, 3))).untilItWaits();
        assertThat(small.backlog()).isEqualTo(new Backlog(2, 2L * size, 1));

        take(small);
        reader.result();

        var tiny = new Mailbox(100, 1, null);
        tiny.deliver(events(1, 1));
        assertThat(tiny.backlog()).isEqualTo(new Backlog(1, size, 0));
    }

    @Test
    void theLastPayloadsOfASessionWaitForSpaceWhateverInterruptsThem() throws Exception {
        mailbox.deliver(events(1, 4));
        Task<?> owner = Task.run(() -> mailbox.deliverLast(events(5, 6))).untilItWaits();

        owner.interrupt().untilItWaits();

        for (long sequence = 1; sequence <= 6; sequence++) {
            assertThat(sequenceOf(mailbox)).isEqualTo(sequence);
        }
        owner.result();
    }

    @Test
    void noticesPassAFullQueue() throws Exception {
        mailbox.deliver(events(1, 4));

        mailbox.notice(LOST);

        assertThat(mailbox.backlog().events()).isEqualTo(4);
    }

    @Test
    void theReadyThatReplacesASessionFitsIntoAFullQueueAsTheNoticeOfItsEndDoes() throws Exception {
        var full = new Mailbox(4, MANY_BYTES, session("old", 0));
        full.deliver(events(1, 4));

        full.deliverWhatFits(batch(
                new Parcel.Notice(new SessionInvalidated(Payload.EMPTY, "old", "replaced")),
                ready(session("new", 1)),
                event(2)));

        assertThat(full.ledger().received()).isEqualTo(session("new", 1));
        full.end(null);
        assertThat(drain(full)).containsExactly("1", "2", "3", "4", "SessionInvalidated", "1", "end");
    }

    @Test
    void theReadyOfAnotherSessionFitsAlsoWhereTheTailOfTheOldOneDoesNot() throws Exception {
        var full = new Mailbox(1, MANY_BYTES, session("old", 1));
        full.deliver(events(2, 2));

        full.deliverWhatFits(batch(
                event(3),
                new Parcel.Notice(new SessionInvalidated(Payload.EMPTY, "old", "replaced")),
                ready(session("new", 1))));

        assertThat(full.ledger().received()).isEqualTo(session("new", 1));
    }

    @Test
    void aSignalThatFindsNoMemoryLeavesTheLockFree() throws Exception {
        var shortOfMemory = new Mailbox(10, MANY_BYTES, null, () -> {
            throw new OutOfMemoryError("simulated");
        });
        Task<?> reader = Task.run(() -> shortOfMemory.deliver(events(1, 1)));
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(reader::result);

        Task.run(shortOfMemory::closing).result();

        assertThat(shortOfMemory.backlog().events()).isOne();
    }

    @Test
    void aThousandNoticesThatNobodyTakesMakeTheShardWait() throws Exception {
        for (int i = 0; i < 1_024; i++) {
            mailbox.notice(LOST);
        }
        Task<?> shard = Task.run(() -> mailbox.notice(LOST)).untilItWaits();

        take(mailbox);

        shard.result();
    }

    @Test
    void theConsumerWaitsForWhatComes() throws Exception {
        Task<Long> user = Task.ask(() -> sequenceOf(mailbox)).untilItWaits();

        mailbox.deliver(events(7, 7));

        assertThat(user.result()).isEqualTo(7);
    }

    @Test
    void unwantedParcelsAreSkippedAndFreeTheirSpace() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(2), event(3), event(4)));

        mailbox.take(parcel ->
                parcel instanceof Parcel.Received received && received.payload().sequence() == 4);

        assertThat(mailbox.backlog()).isEqualTo(new Backlog(0, 0, 0));
        assertThat(mailbox.ledger().delivered()).hasValue(session("a", 4));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void underLoadNothingIsLostAndNothingComesTwice(long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var loaded = new Mailbox(random.nextInt(1, 20), random.nextInt(1, 2_000), null);
        Task<?> reader = Task.run(() -> {
            for (long next = 1; next <= 10_000; ) {
                long last = Math.min(10_000, next + random.nextInt(64));
                loaded.deliver(events(next, last));
                next = last + 1;
            }
            loaded.end(null);
        });

        for (long expected = 1; expected <= 10_000; expected++) {
            assertThat(sequenceOf(loaded)).as("seed %d", seed).isEqualTo(expected);
        }

        assertThat(loaded.take(parcel -> true)).isNull();
        reader.result();
        assertThat(loaded.backlog().events()).isZero();
        assertThat(loaded.backlog().bytes()).isZero();
    }

    @Test
    void aPayloadCountsAsReceivedInTheQueueAndAsDeliveredInTheLoop() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(2), event(3)));
        assertThat(mailbox.ledger().received()).isEqualTo(session("a", 3));
        assertThat(mailbox.ledger().delivered()).isEmpty();

        take(mailbox);
        assertThat(mailbox.ledger().delivered()).hasValue(session("a", 1));
        take(mailbox);
        assertThat(mailbox.ledger().delivered()).hasValue(session("a", 2));
        assertThat(mailbox.ledger().received()).isEqualTo(session("a", 3));
    }

    @Test
    void aPayloadThatWaitsForSpaceIsNotYetReceived() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(2), event(3), event(4)));
        Task<?> reader = Task.run(() -> mailbox.deliver(events(5, 5))).untilItWaits();

        assertThat(mailbox.ledger().received()).isEqualTo(session("a", 4));

        reader.interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(reader::result);
        assertThat(mailbox.ledger().received()).isEqualTo(session("a", 4));
    }

    @Test
    void theSequenceNeverDecreases() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(9), event(3)));
        for (int i = 0; i < 3; i++) {
            take(mailbox);
        }

        assertThat(mailbox.ledger().received()).isEqualTo(session("a", 9));
        assertThat(mailbox.ledger().delivered()).hasValue(session("a", 9));
    }

    @Test
    void whatIsNoDispatchHasNoSequence() throws Exception {
        mailbox.deliver(batch(
                ready(session("a", 1)), new Parcel.Received(payload("{'op':11,'s':99,'d':null}"), null), event(-1)));

        assertThat(mailbox.ledger().received()).isEqualTo(session("a", 1));
    }

    @Test
    void aResumedSessionIsThereFromTheStart() {
        var resumed = new Mailbox(4, MANY_BYTES, session("a", 42));

        assertThat(resumed.ledger().received()).isEqualTo(session("a", 42));
        assertThat(resumed.ledger().delivered()).hasValue(session("a", 42));
    }

    @Test
    void readyReplacesTheSessionAndItsSequenceOnBothSides() throws Exception {
        var resumed = new Mailbox(4, MANY_BYTES, session("old", 42));

        resumed.deliver(batch(ready(session("new", 1)), event(2)));
        assertThat(resumed.ledger().received()).isEqualTo(session("new", 2));
        assertThat(resumed.ledger().delivered()).hasValue(session("old", 42));

        take(resumed);
        assertThat(resumed.ledger().delivered()).hasValue(session("new", 1));
    }

    @Test
    void aForgottenSessionIsGoneForTheUserWhenTheUserIsTold() throws Exception {
        var resumed = new Mailbox(4, MANY_BYTES, session("old", 42));
        resumed.ledger().forget();
        resumed.notice(new SessionInvalidated(Payload.EMPTY, "old", "gone"));
        resumed.deliver(batch(ready(session("new", 1))));
        assertThat(resumed.ledger().delivered()).hasValue(session("old", 42));

        take(resumed);
        assertThat(resumed.ledger().delivered()).isEmpty();
        take(resumed);
        assertThat(resumed.ledger().delivered()).hasValue(session("new", 1));
    }

    @Test
    void theEndOfASessionThatTheUserNeverHadChangesNothing() throws Exception {
        var resumed = new Mailbox(4, MANY_BYTES, session("mine", 42));
        resumed.notice(new SessionInvalidated(Payload.EMPTY, "another", "gone"));

        take(resumed);

        assertThat(resumed.ledger().delivered()).hasValue(session("mine", 42));
    }

    @Test
    void afterForgettingNothingIsReceived() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(2)));

        mailbox.ledger().forget();

        assertThat(mailbox.ledger().received()).isNull();
    }

    @Test
    void aDroppedSessionStaysGoneAlsoWhenItsReadyIsTakenLater() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(2)));

        mailbox.ledger().drop();
        mailbox.end(null);

        assertThat(mailbox.ledger().received()).isNull();
        assertThat(mailbox.ledger().delivered()).isEmpty();
        assertThat(drain(mailbox)).containsExactly("1", "2", "end");
        assertThat(mailbox.ledger().delivered()).isEmpty();
    }

    @Test
    void whatAResumeBringsAgainIsDeliveredAsFarAsItFits() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(2)));

        mailbox.deliverWhatFits(batch(event(3), new Parcel.Notice(LOST), event(4), event(5), event(6)));

        assertThat(mailbox.ledger().received()).isEqualTo(session("a", 4));
        mailbox.end(null);
        assertThat(drain(mailbox)).containsExactly("1", "2", "3", "Disconnected", "4", "end");
    }

    @Test
    void noticesAreDeliveredAlsoBehindWhatDoesNotFit() throws Exception {
        mailbox.deliver(events(1, 4));

        mailbox.deliverWhatFits(batch(event(5), new Parcel.Notice(LOST), event(6)));

        mailbox.end(null);
        assertThat(drain(mailbox)).containsExactly("1", "2", "3", "4", "Disconnected", "end");
    }

    @Test
    void theNextConnectionGoesOnAfterWhatDidNotFit() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(2), event(3), event(4)));
        mailbox.deliverWhatFits(events(5, 6));
        take(mailbox);
        take(mailbox);

        mailbox.deliver(events(5, 6));

        assertThat(mailbox.ledger().received()).isEqualTo(session("a", 6));
        mailbox.end(null);
        assertThat(drain(mailbox)).containsExactly("3", "4", "5", "6", "end");
    }

    @Test
    void aClosingShardTakesWhatFitsAndThenRefusesWithoutAGap() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(2), event(3)));
        mailbox.closing();

        mailbox.deliver(events(4, 5));
        take(mailbox);
        take(mailbox);
        mailbox.deliver(events(6, 6));

        assertThat(mailbox.ledger().received()).isEqualTo(session("a", 4));
        mailbox.end(null);
        assertThat(drain(mailbox)).containsExactly("3", "4", "end");
    }

    @Test
    void closingReleasesAWaitingReaderAndAWaitingShard() throws Exception {
        mailbox.deliver(events(1, 4));
        for (int i = 0; i < 1_024; i++) {
            mailbox.notice(LOST);
        }
        Task<?> reader = Task.run(() -> mailbox.deliver(events(5, 5))).untilItWaits();
        Task<?> shard = Task.run(() -> mailbox.notice(LOST)).untilItWaits();

        mailbox.closing();

        reader.result();
        shard.result();
    }

    @Test
    void aCutDropsWhatTheUserWasNotGivenAndSaysWhereToGoOn() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(2), event(3)));
        mailbox.notice(LOST);
        take(mailbox);
        take(mailbox);

        assertThat(mailbox.cut()).hasValue(session("a", 2));

        mailbox.deliver(events(4, 4));
        mailbox.end(null);
        assertThat(mailbox.backlog()).isEqualTo(new Backlog(0, 0, 0));
        assertThat(drain(mailbox)).containsExactly("Disconnected", "end");
        assertThat(mailbox.cut()).hasValue(session("a", 2));
    }

    @Test
    void aCutReleasesAWaitingReader() throws Exception {
        mailbox.deliver(batch(ready(session("a", 1)), event(2), event(3), event(4)));
        Task<?> reader = Task.run(() -> mailbox.deliver(events(5, 5))).untilItWaits();

        mailbox.cut();
        reader.result();

        assertThat(mailbox.ledger().received()).isEqualTo(session("a", 4));
    }

    @Test
    void aSessionWhoseReadyTheUserWasNotGivenCannotBeContinued() throws Exception {
        var resumed = new Mailbox(4, MANY_BYTES, session("old", 42));
        resumed.deliver(batch(ready(session("new", 1))));

        assertThat(resumed.cut()).isEmpty();
    }

    @Test
    void thereIsNothingToContinueWithoutASession() {
        assertThat(mailbox.cut()).isEmpty();
    }

    @Test
    void aFailureIsThrownOnceAfterAllThatWasReceived() throws Exception {
        var failure = GatewayException.of(CloseCode.AUTHENTICATION_FAILED);
        mailbox.deliver(events(1, 1));

        mailbox.end(failure);

        assertThat(sequenceOf(mailbox)).isOne();
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> take(mailbox))
                .isSameAs(failure);
        assertThat(mailbox.take(parcel -> true)).isNull();
    }

    @Test
    void theEndWakesTheConsumer() throws Exception {
        Task<List<String>> user = Task.ask(() -> drain(mailbox)).untilItWaits();

        mailbox.end(null);

        assertThat(user.result()).containsExactly("end");
    }

    @Test
    void onlyOneConsumerMayWaitAndASecondOneLeavesItAlone() throws Exception {
        Task<Long> first = Task.ask(() -> sequenceOf(mailbox)).untilItWaits();

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> take(mailbox))
                    .withMessageContaining("only one at a time");
        }

        mailbox.deliver(events(1, 1));
        assertThat(first.result()).isOne();
    }

    @Test
    void anInterruptedConsumerMakesPlaceForTheNext() throws Exception {
        Task<Long> first = Task.ask(() -> sequenceOf(mailbox)).untilItWaits();

        first.interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(first::result);

        mailbox.deliver(events(1, 1));
        assertThat(sequenceOf(mailbox)).isOne();
    }

    private static Parcel take(Mailbox mailbox) throws InterruptedException {
        Parcel parcel = mailbox.take(any -> true);
        return Objects.requireNonNull(parcel, "the end came early");
    }

    private static long sequenceOf(Mailbox mailbox) throws InterruptedException {
        return ((Parcel.Received) take(mailbox)).payload().sequence();
    }

    /** Takes all there is: sequences, the names of notices, and "end". */
    private static List<String> drain(Mailbox mailbox) throws InterruptedException {
        List<String> trace = new ArrayList<>();
        Parcel parcel;
        while ((parcel = mailbox.take(any -> true)) != null) {
            trace.add(
                    switch (parcel) {
                        case Parcel.Received received -> "" + received.payload().sequence();
                        case Parcel.Notice notice -> notice.event().getClass().getSimpleName();
                    });
        }
        trace.add("end");
        return trace;
    }
}
