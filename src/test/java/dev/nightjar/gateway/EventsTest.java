package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.gateway.GatewayException.Reason;
import dev.nightjar.gateway.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to take the events of one mailbox. */
@Timeout(30)
class EventsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final CompletionStage<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

    private final Mailbox mailbox = new Mailbox(10_000, 10_000_000, null);
    private final AtomicReference<@Nullable Parcel> taken = new AtomicReference<>();
    private final Events<Event> events = new Events<>(new ShardFeed<>(mailbox, taken, any -> true, Shard::event));

    private final BlockingQueue<Long> handled = new LinkedBlockingQueue<>();
    private final Map<Long, CompletableFuture<@Nullable Void>> stages = new ConcurrentHashMap<>();

    // ---- one at a time

    @Test
    void pollingGivesWhatIsThereAndDoesNotWait() throws Exception {
        assertThat(events.poll()).isEmpty();

        mailbox.deliver(Samples.events(1, 2));

        assertThat(events.poll()).map(EventsTest::sequence).contains(1L);
        assertThat(events.poll(MINUTE)).map(EventsTest::sequence).contains(2L);
        assertThat(events.poll()).isEmpty();
        assertThat(events.isOver()).isFalse();
    }

    @Test
    void pollingWaitsForItsTimeoutAndNoLonger() throws Exception {
        assertThat(events.poll(Duration.ofMillis(5))).isEmpty();

        Task<Optional<Event>> waiting = Task.ask(() -> events.poll(MINUTE)).untilItWaits();
        mailbox.deliver(Samples.events(1, 1));

        assertThat(waiting.result()).map(EventsTest::sequence).contains(1L);
    }

    @Test
    void aTimeoutOfAnyLengthIsTakenAndANegativeOneRefused() throws Exception {
        mailbox.deliver(Samples.events(1, 1));

        assertThat(events.poll(Duration.ofSeconds(Long.MAX_VALUE))).isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events.poll(Duration.ofNanos(-1)))
                .withMessageContaining("PT-0.000000001S");
    }

    @Test
    void pollingGoesOnWhereALoopHasStoppedAndALoopWherePollingHas() throws Exception {
        mailbox.deliver(Samples.events(1, 4));
        Iterator<Event> loop = events.iterator();
        assertThat(sequence(loop.next())).isEqualTo(1);
        assertThat(loop.hasNext()).isTrue();

        assertThat(events.poll()).map(EventsTest::sequence).contains(2L);
        assertThat(events.poll()).map(EventsTest::sequence).contains(3L);

        assertThat(sequence(events.iterator().next())).isEqualTo(4);
    }

    @Test
    void whatWasPolledIsHandledWhenTheNextIsAskedFor() throws Exception {
        mailbox.deliver(Samples.batch(Samples.ready(Samples.session("a", 1))));
        assertThat(events.poll()).isPresent();
        assertThat(mailbox.ledger().handled()).isNull();

        assertThat(events.poll()).isEmpty();

        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 1));
    }

    @Test
    void pollingSaysWhenTheShardHasEndedAndThrowsItsFailureOnce() throws Exception {
        mailbox.deliver(Samples.events(1, 1));
        mailbox.end(GatewayException.of(CloseCode.AUTHENTICATION_FAILED));

        assertThat(events.poll()).isPresent();
        assertThat(events.isOver()).isFalse();
        assertThatExceptionOfType(GatewayException.class).isThrownBy(events::poll);
        assertThat(events.poll(MINUTE)).isEmpty();
        assertThat(events.isOver()).isTrue();
    }

    // ---- in handlers

    @Test
    void eventsOfOneKeyAreHandledInTheirOrderAndOthersBesideThem() throws Exception {
        int keys = 7;
        mailbox.deliver(Samples.events(1, 1_000));
        mailbox.end(null);
        List<Queue<Long>> byKey = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            byKey.add(new ConcurrentLinkedQueue<>());
        }

        events.handle(100, event -> sequence(event) % keys, event -> {
            byKey.get((int) (sequence(event) % keys)).add(sequence(event));
        });

        for (int i = 0; i < keys; i++) {
            int key = i;
            assertThat(byKey.get(i))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 1_000)
                            .filter(sequence -> sequence % keys == key)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void aHandlerThatWaitsHoldsUpItsOwnKeyOnly() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        mailbox.deliver(Samples.events(1, 6));
        Task<?> handling = Task.run(() -> events.handle(10, event -> sequence(event) % 2, event -> {
            if (sequence(event) == 1) {
                free.await();
            }
            handled.add(sequence(event));
        }));

        assertThat(next()).isEqualTo(2);
        assertThat(next()).isEqualTo(4);
        assertThat(next()).isEqualTo(6);
        free.countDown();

        assertThat(next()).isEqualTo(1);
        assertThat(next()).isEqualTo(3);
        assertThat(next()).isEqualTo(5);
        mailbox.end(null);
        handling.result();
    }

    @Test
    void eventsWithoutAKeyWaitForNone() throws Exception {
        CountDownLatch all = new CountDownLatch(5);
        mailbox.deliver(Samples.events(1, 5));
        mailbox.end(null);

        events.handle(5, event -> null, event -> {
            all.countDown();
            all.await();
        });

        assertThat(all.getCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noMoreAreTakenThanMayBeHandledAtOnceWhetherTheyRunOrWait(boolean oneKey) throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        mailbox.deliver(Samples.events(1, 10));
        Task<?> handling = Task.run(() -> events.handle(3, event -> oneKey ? "key" : null, event -> {
                    free.await();
                    handled.add(sequence(event));
                }))
                .untilItWaits();

        awaitBacklog(7);
        assertThat(handled).isEmpty();
        free.countDown();
        mailbox.end(null);

        handling.result();
        assertThat(handled).hasSize(10);
    }

    @Test
    void aHandlerThatThrowsIsToldWhenTheOthersHaveRunToTheirEnd() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        mailbox.deliver(Samples.batch(Samples.ready(Samples.session("a", 1))));
        mailbox.deliver(Samples.events(2, 4));
        Task<?> handling = Task.run(() -> events.handle(10, event -> sequence(event) % 2, event -> {
            if (sequence(event) == 3) {
                awaitBacklog(0); // all are taken
                throw new IllegalStateException("no");
            }
            if (sequence(event) == 2) {
                free.await();
            }
            handled.add(sequence(event));
        }));
        assertThat(next()).isEqualTo(1);
        handling.untilItWaits();

        free.countDown();

        GatewayException e = catchThrowableOfType(GatewayException.class, handling::result);
        assertThat(e.reason()).isEqualTo(Reason.HANDLER_FAILED);
        assertThat(e)
                .hasMessageContaining("MessageCreate")
                .hasMessageContaining("no")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(handled).containsExactlyInAnyOrder(2L, 4L);
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 2));
    }

    @Test
    void afterAFailureTheRestCanBeHandled() throws Exception {
        mailbox.deliver(Samples.events(1, 3));
        AtomicInteger calls = new AtomicInteger();
        EventHandler<Event> handler = event -> {
            if (calls.incrementAndGet() == 1) {
                throw new Exception("once");
            }
            handled.add(sequence(event));
        };

        assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> events.handle(1, event -> "key", handler));
        mailbox.end(null);
        events.handle(1, event -> "key", handler);

        assertThat(handled).containsExactly(2L, 3L);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptReachesTheHandlersAndEndsTheTaking() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        mailbox.deliver(Samples.events(1, 2));
        Task<?> handling = Task.run(() -> events.handle(10, event -> "key", event -> {
            if (sequence(event) == 1) {
                begun.countDown();
                never.await();
            }
            handled.add(sequence(event));
        }));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        awaitBacklog(0);

        handling.untilItWaits().interrupt();

        GatewayException e = catchThrowableOfType(GatewayException.class, handling::result);
        assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED);
        assertThat(handled).containsExactly(2L);
    }

    @Test
    void theFailureOfTheShardIsThrownWhenAllIsHandled() throws Exception {
        mailbox.deliver(Samples.events(1, 3));
        mailbox.end(GatewayException.of(CloseCode.AUTHENTICATION_FAILED));

        GatewayException e = catchThrowableOfType(
                GatewayException.class, () -> events.handle(10, event -> null, event -> handled.add(sequence(event))));

        assertThat(e.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
        assertThat(handled).hasSize(3);
    }

    @Test
    void whileHandlersRunOtherLoopsAreRefusedWithWhatToUseInstead() throws Exception {
        Task<?> handling =
                Task.run(() -> events.handle(10, event -> null, event -> {})).untilItWaits();

        assertThatIllegalStateException()
                .isThrownBy(() -> events.iterator().hasNext())
                .withMessageContaining("Shard.await")
                .withMessageContaining("Events.handle");
        assertThatIllegalStateException().isThrownBy(events::poll);
        assertThatIllegalStateException().isThrownBy(() -> events.handle(1, event -> null, event -> {}));

        mailbox.end(null);
        handling.result();
        assertThat(events.iterator().hasNext()).isFalse();
    }

    @Test
    void whatALoopHasTakenAndNotGivenOutGoesToAHandlerToo() throws Exception {
        mailbox.deliver(Samples.batch(Samples.ready(Samples.session("a", 1))));
        assertThat(events.iterator().hasNext()).isTrue();
        mailbox.end(null);

        events.handle(1, event -> null, event -> {
            assertThat(mailbox.ledger().handled()).isNull();
            handled.add(sequence(event));
        });

        assertThat(handled).containsExactly(1L);
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100_001})
    void aNumberAtOnceOutOfRangeIsRefused(int atOnce) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events.handle(atOnce, event -> null, event -> {}))
                .withMessageContaining("but is " + atOnce);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events.handleAsync(atOnce, event -> DONE))
                .withMessageContaining("but is " + atOnce);
    }

    // ---- with stages

    @Test
    void eventsAreTakenInOrderInTheCallingThreadAndHandledAsFarAsTheFirstOpenStage() throws Exception {
        mailbox.deliver(Samples.batch(Samples.ready(Samples.session("a", 1))));
        mailbox.deliver(Samples.events(2, 5));
        Task<?> handling = Task.run(() -> events.handleAsync(10, this::open));
        awaitOpen(5);
        assertThat(taken(5)).containsExactly(1L, 2L, 3L, 4L, 5L);

        complete(1, 2, 4, 5);
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 2));
        mailbox.end(null);
        handling.untilItWaits();
        complete(3);

        handling.result();
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 5));
    }

    @Test
    void stagesThatHaveCompletedAlreadyHoldNothingUp() throws Exception {
        mailbox.deliver(Samples.events(1, 9_000));
        mailbox.end(null);

        events.handleAsync(1, event -> {
            handled.add(sequence(event));
            return DONE;
        });

        assertThat(handled)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 9_000).boxed().toList());
    }

    @Test
    void noMoreAreTakenThanMayBeOpenAtOnce() throws Exception {
        mailbox.deliver(Samples.events(1, 10));
        Task<?> handling = Task.run(() -> events.handleAsync(3, this::open)).untilItWaits();

        awaitBacklog(7);
        complete(2);
        awaitBacklog(6);
        handling.untilItWaits();
        assertThat(handled).containsExactly(1L, 2L, 3L, 4L);

        mailbox.end(null);
        for (long sequence = 1; sequence <= 10; sequence++) {
            awaitOpen((int) sequence);
            complete(sequence);
        }
        handling.result();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStageThatFailsIsToldWhenTheOthersHaveCompletedAndItsEventIsNotHandled(boolean waits) throws Exception {
        mailbox.deliver(Samples.batch(Samples.ready(Samples.session("a", 1))));
        mailbox.deliver(Samples.events(2, waits ? 5 : 4));
        Task<?> handling = Task.run(() -> events.handleAsync(4, this::open));
        awaitOpen(4);

        handling.untilItWaits();
        if (!waits) {
            complete(1); // so that it waits for an event, and not for a stage
        }
        Objects.requireNonNull(stages.get(3L)).completeExceptionally(new IllegalStateException("no"));
        handling.untilItWaits();
        assertThat(handling.isDone()).isFalse();
        complete(1, 2, 4);

        GatewayException e = catchThrowableOfType(GatewayException.class, handling::result);
        assertThat(e.reason()).isEqualTo(Reason.HANDLER_FAILED);
        assertThat(e)
                .hasMessageContaining("MessageCreate")
                .hasMessageContaining("no")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 2));
        assertThat(mailbox.backlog().events()).isEqualTo(waits ? 1 : 0);
    }

    @Test
    void theCauseOfADependentStageIsThatOfItsFailure() throws Exception {
        mailbox.deliver(Samples.events(1, 1));

        GatewayException e = catchThrowableOfType(
                GatewayException.class,
                () -> events.handleAsync(
                        1,
                        event -> DONE.thenRun(() -> {
                            throw new IllegalArgumentException("no");
                        })));

        assertThat(e).hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFunctionThatThrowsOrReturnsNoStageEndsItAsAFailedStageDoes() throws Exception {
        mailbox.deliver(Samples.events(1, 3));

        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> events.handleAsync(1, event -> {
                    throw new IllegalArgumentException("no");
                }))
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> events.handleAsync(1, EventsTest::noStage))
                .withMessageContaining("null instead of a stage");
        mailbox.end(null);
        events.handleAsync(1, event -> {
            handled.add(sequence(event));
            return DONE;
        });

        assertThat(handled).containsExactly(3L);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @SuppressWarnings("NullAway") // what users without such a check can do
    private static CompletionStage<?> noStage(Event event) {
        return null;
    }

    @Test
    void anInterruptEndsTheTakingAndAnotherOneTheWaitForTheStages() throws Exception {
        mailbox.deliver(Samples.batch(Samples.ready(Samples.session("a", 1))));
        mailbox.deliver(Samples.events(2, 4));
        Task<?> handling = Task.run(() -> events.handleAsync(3, this::open));
        awaitOpen(3);

        handling.untilItWaits().interrupt();
        complete(1);
        handling.untilItWaits();
        assertThat(handling.isDone()).isFalse();
        handling.interrupt();

        GatewayException e = catchThrowableOfType(GatewayException.class, handling::result);
        assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED);
        assertThat(mailbox.backlog().events()).isEqualTo(1);
        complete(2, 3);
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 3));
    }

    @Test
    void theFailureOfTheShardIsThrownWhenAllStagesHaveCompleted() throws Exception {
        mailbox.deliver(Samples.events(1, 2));
        mailbox.end(GatewayException.of(CloseCode.AUTHENTICATION_FAILED));
        Task<?> handling = Task.run(() -> events.handleAsync(10, this::open));
        awaitOpen(2);

        handling.untilItWaits();
        complete(1, 2);

        GatewayException e = catchThrowableOfType(GatewayException.class, handling::result);
        assertThat(e.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
    }

    private CompletionStage<?> open(Event event) {
        CompletableFuture<@Nullable Void> stage = new CompletableFuture<>();
        handled.add(sequence(event));
        stages.put(sequence(event), stage);
        return stage;
    }

    private void complete(long... sequences) {
        for (long sequence : sequences) {
            Objects.requireNonNull(stages.get(sequence)).complete(null);
        }
    }

    private void awaitOpen(int count) {
        while (stages.size() < count) {
            Thread.onSpinWait();
        }
    }

    private List<Long> taken(int count) {
        return handled.stream().limit(count).toList();
    }

    private long next() throws InterruptedException {
        return Objects.requireNonNull(handled.poll(10, TimeUnit.SECONDS), "nothing was handled");
    }

    private void awaitBacklog(int events) {
        while (mailbox.backlog().events() != events) {
            Thread.onSpinWait();
        }
    }

    private static long sequence(Event event) {
        return event.payload().sequence();
    }
}
