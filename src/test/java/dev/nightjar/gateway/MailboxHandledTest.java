package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.SessionInvalidated;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What counts as handled, and who is told of it. */
@Timeout(20)
class MailboxHandledTest {

    private final Mailbox mailbox = new Mailbox(100, 100_000, null);
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void anEventIsHandledWhenTheNextOneIsAskedFor() throws Exception {
        deliver(3);
        assertThat(mailbox.ledger().handled()).isNull();

        take();
        assertThat(mailbox.ledger().handled()).isNull();
        assertThat(mailbox.ledger().delivered()).contains(Samples.session("a", 1));

        take();
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 1));
        mailbox.poll(parcel -> true);
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 2));
    }

    @Test
    void whatWasSkippedIsHandledWithoutAnotherEvent() throws Exception {
        deliver(3);
        Task<?> loop = Task.run(() -> mailbox.take(parcel -> false)).untilItWaits();

        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 3));
        loop.interrupt();
    }

    @Test
    void aWatcherIsToldOnceAndAtOnceIfItKnowsLess() throws Exception {
        deliver(4);
        mailbox.ledger().watchHandled(null, told::incrementAndGet);
        take();
        assertThat(told).hasValue(0);

        take();
        take();
        assertThat(told).hasValue(1);

        mailbox.ledger().watchHandled(Samples.session("a", 1), told::incrementAndGet);
        assertThat(told).hasValue(2);
        mailbox.ledger().watchHandled(Samples.session("a", 2), told::incrementAndGet);
        assertThat(told).hasValue(2);
    }

    @Test
    void aSessionThatTheGatewayHasEndedIsNotHandledAnyMoreAlsoWhereTheLoopIsFarBehind() throws Exception {
        deliver(2);
        take();
        take();
        mailbox.ledger().forget();
        assertThat(mailbox.ledger().handled()).isNull();
        mailbox.deliver(Samples.batch(Samples.ready(Samples.session("b", 1))));
        mailbox.ledger().forget();
        mailbox.deliver(Samples.batch(Samples.ready(Samples.session("c", 1))));

        assertThat(mailbox.ledger().handled()).isNull();
        mailbox.ledger().watchHandled(null, told::incrementAndGet);
        assertThat(told).hasValue(0);
    }

    @Test
    void aSessionThatIsOverIsNotHandledAnyMore() throws Exception {
        deliver(1);
        mailbox.notice(new SessionInvalidated(Payload.EMPTY, "a", "over"));
        take();
        take();
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 1));

        mailbox.poll(parcel -> true);

        assertThat(mailbox.ledger().handled()).isNull();
    }

    @Test
    void atTheEndASuspendedShardKeepsWhatTheLoopWasGivenAndAClosedOneNothing() throws Exception {
        deliver(3);
        take();
        take();
        assertThat(mailbox.ledger().lastHandled()).isEqualTo(Samples.session("a", 1));

        mailbox.cut();
        assertThat(mailbox.ledger().lastHandled()).isEqualTo(Samples.session("a", 2));

        mailbox.ledger().drop();
        assertThat(mailbox.ledger().lastHandled()).isNull();
        assertThat(mailbox.ledger().handled()).isNull();
    }

    @Test
    void withHandlersAnEventIsHandledWhenItAndAllBeforeItAre() throws Exception {
        deliver(4);
        mailbox.beginHandling(null);
        Parcel first = handed();
        Parcel second = handed();
        Parcel third = handed();

        mailbox.handled(second);
        mailbox.handled(third);
        assertThat(mailbox.ledger().handled()).isNull();
        handed();
        assertThat(mailbox.ledger().handled()).isNull();

        mailbox.handled(first);
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 3));
    }

    @Test
    void theWatcherIsToldWhenAHandlerEnds() throws Exception {
        deliver(2);
        mailbox.beginHandling(null);
        Parcel first = handed();
        mailbox.ledger().watchHandled(null, told::incrementAndGet);
        handed();
        assertThat(told).hasValue(0);

        mailbox.handled(first);

        assertThat(told).hasValue(1);
    }

    @Test
    void whatIsSkippedBesideHandlersIsHandledWithTheLastOfThem() throws Exception {
        deliver(5);
        mailbox.beginHandling(null);
        Parcel ready = handed();
        Parcel third = Objects.requireNonNull(mailbox.takeForHandler(MailboxHandledTest::isThird));
        Task<?> rest = Task.ask(() -> mailbox.takeForHandler(any -> false)).untilItWaits();

        mailbox.handled(ready);
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 1));
        mailbox.handled(third);

        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 5));
        rest.interrupt();
    }

    @Test
    void aCutWhileHandlersRunGoesOnBehindWhatTheyHaveEndedFor() throws Exception {
        deliver(3);
        mailbox.beginHandling(null);
        Parcel ready = handed();
        Parcel second = handed();
        handed();
        mailbox.handled(ready);

        assertThat(mailbox.cut()).contains(Samples.session("a", 1));
        assertThat(mailbox.ledger().lastHandled()).isEqualTo(Samples.session("a", 1));

        mailbox.handled(second);
        assertThat(mailbox.cut()).contains(Samples.session("a", 2));
        assertThat(mailbox.ledger().lastHandled()).isEqualTo(Samples.session("a", 2));
    }

    @Test
    void whoWaitsForHandlersAfterACutWaitsForTheLast() throws Exception {
        deliver(1);
        mailbox.beginHandling(null);
        Parcel ready = handed();
        mailbox.cut();
        Task<?> waiting = Task.run(() -> mailbox.ledger().awaitHandlers(Duration.ofMinutes(1)))
                .untilItWaits();

        mailbox.handled(ready);

        waiting.result();
        assertThat(mailbox.cut()).contains(Samples.session("a", 1));
    }

    @Test
    void aHandlerThatCutsHasHandledItsEvent() throws Exception {
        deliver(2);
        mailbox.beginHandling(null);
        mailbox.handled(handed());
        Parcel second = handed();
        mailbox.handles(second, () -> {});

        assertThat(mailbox.cut()).contains(Samples.session("a", 2));

        mailbox.ledger().awaitHandlers(Duration.ofMinutes(1));
        mailbox.handled(second);
        assertThat(mailbox.cut()).contains(Samples.session("a", 2));
    }

    @Test
    void aLoopAfterHandlersOfWhichOneHasFailedGoesOnBehindThem() throws Exception {
        deliver(4);
        mailbox.beginHandling(null);
        Parcel failed = handed();
        mailbox.handled(handed());
        mailbox.endHandling();
        assertThat(mailbox.ledger().handled()).isNull();

        take();
        take();

        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 3));
        mailbox.handled(failed);
        assertThat(mailbox.ledger().handled()).isEqualTo(Samples.session("a", 3));
    }

    private static boolean isThird(Parcel parcel) {
        return parcel instanceof Parcel.Received received && received.payload().sequence() == 3;
    }

    private Parcel handed() throws InterruptedException {
        return Objects.requireNonNull(mailbox.takeForHandler(any -> true));
    }

    /** READY and what follows it, up to this sequence. */
    private void deliver(long sequence) throws InterruptedException {
        mailbox.deliver(Samples.batch(Samples.ready(Samples.session("a", 1))));
        mailbox.deliver(Samples.events(2, sequence));
    }

    private void take() throws InterruptedException {
        assertThat(mailbox.take(parcel -> true)).isNotNull();
    }
}
