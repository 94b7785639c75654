package dev.nightjar.gateway;

import static dev.nightjar.gateway.Parcels.batch;
import static dev.nightjar.gateway.Parcels.event;
import static dev.nightjar.gateway.Parcels.ready;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiptsInterleavingsTest {

    private static final long LAST = 4;

    private static final Duration LONG = Duration.ofDays(1);

    @Test
    void aSessionStoreNeverCountsAnEventWhoseHandlerHasNotEnded() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = full();
            Set<Long> ended = ConcurrentHashMap.newKeySet();
            mailbox.beginHandling(null);
            List<Thread> handlers = startAll(mailbox, ended);

            for (int i = 0; i < 3; i++) {
                // What is handled only grows, and so does what has ended. So the first is asked first.
                long handled = sequence(mailbox.ledger().lastHandled());
                assertThat(ended).containsAll(upTo(handled));
            }
            Threads.join(handlers.toArray(Thread[]::new));

            assertThat(sequence(mailbox.ledger().lastHandled())).isEqualTo(LAST);
        });
    }

    @Test
    void aSuspendedSessionGoesOnBehindWhatItsHandlersHaveEnded() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = full();
            Set<Long> ended = ConcurrentHashMap.newKeySet();
            mailbox.beginHandling(null);
            Thread loop = Threads.start("loop", () -> {
                Threads.join(startAll(mailbox, ended).toArray(Thread[]::new));
                mailbox.endHandling();
            });

            mailbox.cut();
            long atOnce = sequence(mailbox.ledger().resumable().orElse(null));
            assertThat(ended).containsAll(upTo(atOnce));
            mailbox.ledger().awaitHandlers(LONG);
            long resumed = sequence(mailbox.ledger().resumable().orElse(null));
            assertThat(ended).containsExactlyInAnyOrderElementsOf(upTo(resumed));
            mailbox.end(null);
            loop.join();

            assertThat(ended).containsExactlyInAnyOrderElementsOf(upTo(resumed));
            assertThat(sequence(mailbox.ledger().lastHandled())).isEqualTo(resumed);
        });
    }

    @Test
    void aHandlerThatSuspendsTheShardItselfIsNotWaitedForAndComesNoSecondTime() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = full();
            mailbox.beginHandling(null);
            Parcel first = Objects.requireNonNull(mailbox.takeForHandler(any -> true));
            Parcel second = Objects.requireNonNull(mailbox.takeForHandler(any -> true));
            Thread other = Threads.start("handler of 1", () -> {
                mailbox.handles(first, () -> {});
                mailbox.handled(first);
            });

            mailbox.handles(second, () -> {});
            mailbox.cut();
            mailbox.ledger().awaitHandlers(LONG);

            assertThat(sequence(mailbox.ledger().resumable().orElse(null))).isEqualTo(2);
            mailbox.handled(second);
            other.join();
            assertThat(sequence(mailbox.ledger().lastHandled())).isEqualTo(2);
        });
    }

    /** With READY and three events. */
    private static Mailbox full() throws InterruptedException {
        Mailbox mailbox = new Mailbox((int) LAST, 1 << 20, null);
        mailbox.deliver(batch(ready("a"), event(2), event(3), event(LAST)));
        return mailbox;
    }

    /** Takes what there is, up to the last, and handles each in a thread of its own. */
    private static List<Thread> startAll(Mailbox mailbox, Set<Long> ended) throws InterruptedException {
        List<Thread> handlers = new ArrayList<>();
        for (long sequence = 1; sequence <= LAST; sequence++) {
            Parcel parcel = mailbox.takeForHandler(any -> true);
            if (parcel == null) {
                break;
            }
            long number = sequence;
            handlers.add(Threads.start("handler of " + number, () -> {
                mailbox.handles(parcel, () -> {});
                ended.add(number);
                mailbox.handled(parcel);
            }));
        }
        return handlers;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static long sequence(@Nullable Session session) {
        return session == null ? 0 : session.sequence();
    }
}
