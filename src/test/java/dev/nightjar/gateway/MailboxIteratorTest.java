package dev.nightjar.gateway;

import static dev.nightjar.gateway.Samples.events;
import static dev.nightjar.gateway.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.gateway.GatewayException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MailboxIteratorTest {

    private final Mailbox mailbox = new Mailbox(100, 1 << 20, session("a", 0));
    private final AtomicReference<@Nullable Parcel> hand = new AtomicReference<>();

    @Test
    void aForEachGetsAllEventsAndEndsWithTheShard() throws Exception {
        mailbox.deliver(events(1, 3));
        mailbox.end(null);

        assertThat(rest()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aLaterLoopGoesOnWhereAnEarlierOneStopped() throws Exception {
        mailbox.deliver(events(1, 4));
        mailbox.end(null);

        for (long sequence : (Iterable<Long>) this::loop) {
            if (sequence == 2) {
                break;
            }
        }

        assertThat(rest()).containsExactly(3L, 4L);
    }

    @Test
    void askingAgainWhetherThereIsMoreTakesNothing() throws Exception {
        mailbox.deliver(events(1, 2));
        MailboxIterator<Long> loop = loop();

        assertThat(loop.hasNext()).isTrue();
        assertThat(loop.hasNext()).isTrue();

        assertThat(loop.next()).isOne();
        assertThat(loop.next()).isEqualTo(2);
    }

    @Test
    void whatALoopHadFoundAndNotGivenOutTheNextLoopGivesOut() throws Exception {
        mailbox.deliver(events(1, 2));
        mailbox.end(null);

        assertThat(loop().hasNext()).isTrue();

        assertThat(rest()).containsExactly(1L, 2L);
    }

    @Test
    void theEventInHandIsTheOneThatCountsAsDelivered() throws Exception {
        mailbox.deliver(events(1, 3));

        loop().next();

        assertThat(mailbox.ledger().delivered()).hasValue(session("a", 1));
    }

    @Test
    void unwantedEventsAreNotRead() throws Exception {
        mailbox.deliver(events(1, 4));
        mailbox.end(null);
        List<Long> read = new ArrayList<>();
        var even = new MailboxIterator<>(
                mailbox, hand, parcel -> sequence(parcel) % 2 == 0, parcel -> read.add(sequence(parcel)));

        even.forEachRemaining(added -> {});

        assertThat(read).containsExactly(2L, 4L);
    }

    @Test
    void afterTheEndThereIsNoNext() {
        mailbox.end(null);
        MailboxIterator<Long> loop = loop();

        assertThat(loop.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(loop::next)
                .withMessage("The shard has ended, and there are no more events: ask hasNext() before next()");
    }

    @Test
    void aFailedShardThrowsOnceAndThenEnds() throws Exception {
        mailbox.deliver(events(1, 1));
        mailbox.end(GatewayException.of(CloseCode.DISALLOWED_INTENTS));
        MailboxIterator<Long> loop = loop();

        assertThat(loop.next()).isOne();
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(loop::hasNext)
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.DISALLOWED_INTENTS));
        assertThat(loop.hasNext()).isFalse();
        assertThat(loop().hasNext()).isFalse();
    }

    @Test
    void anInterruptedLoopSaysSoKeepsTheFlagAndCanGoOn() throws Exception {
        Task<String> user = Task.ask(() -> {
            try {
                return "got " + loop().next();
            } catch (GatewayException e) {
                return e.reason() + ", flag " + Thread.currentThread().isInterrupted();
            }
        });

        user.untilItWaits().interrupt();

        assertThat(user.result()).isEqualTo("INTERRUPTED, flag true");
        mailbox.deliver(events(1, 1));
        assertThat(loop().next()).isOne();
    }

    @Test
    void twoLoopsAtATimeAreAMistake() throws Exception {
        Task<Long> first = Task.ask(() -> loop().next()).untilItWaits();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> loop().hasNext());

        mailbox.deliver(events(1, 1));
        assertThat(first.result()).isOne();
    }

    private MailboxIterator<Long> loop() {
        return new MailboxIterator<>(mailbox, hand, parcel -> true, MailboxIteratorTest::sequence);
    }

    private List<Long> rest() {
        List<Long> rest = new ArrayList<>();
        loop().forEachRemaining(rest::add);
        return rest;
    }

    private static long sequence(Parcel parcel) {
        return ((Parcel.Received) parcel).payload().sequence();
    }
}
