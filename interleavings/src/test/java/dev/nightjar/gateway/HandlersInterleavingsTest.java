package dev.nightjar.gateway;

import static dev.nightjar.gateway.Parcels.batch;
import static dev.nightjar.gateway.Parcels.event;
import static dev.nightjar.gateway.Parcels.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The handlers run in platform threads here, as Fray does not steer virtual ones. */
class HandlersInterleavingsTest {

    private static final ThreadFactory PLATFORM =
            Thread.ofPlatform().name("handler").factory();

    @Test
    void everyEventIsHandledOnceAndThoseOfAKeyInTheirOrder() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = new Mailbox(2, 1 << 20, null);
            Thread reader = Threads.start("reader", () -> {
                mailbox.deliver(batch(ready("a"), event(2), event(3)));
                mailbox.deliver(batch(event(4)));
                mailbox.end(null);
            });
            Collection<Long> odd = new ConcurrentLinkedQueue<>();
            Collection<Long> even = new ConcurrentLinkedQueue<>();

            handle(mailbox, 3, sequence -> (sequence % 2 == 0 ? even : odd).add(sequence));
            reader.join();

            assertThat(odd).containsExactly(1L, 3L);
            assertThat(even).containsExactly(2L, 4L);
            assertThat(handled(mailbox)).isEqualTo(4);
        });
    }

    @Test
    void theEndOfHandleLeavesNoHandlerRunningAndNothingThatWasTakenUnhandled() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = new Mailbox(4, 1 << 20, null);
            mailbox.deliver(batch(ready("a"), event(2), event(3), event(4)));
            mailbox.end(null);
            Collection<Long> seen = new ConcurrentLinkedQueue<>();

            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> handle(mailbox, 2, sequence -> {
                        seen.add(sequence);
                        if (sequence == 2) {
                            throw new IllegalStateException("two");
                        }
                    }))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(GatewayException.Reason.HANDLER_FAILED));
            List<Long> first = List.copyOf(seen);
            boolean interrupted = Thread.interrupted();
            handle(mailbox, 2, seen::add);

            assertThat(interrupted).as("an interrupt is left").isFalse();
            assertThat(first).contains(2L);
            assertThat(seen).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
            assertThat(handled(mailbox)).isEqualTo(4);
        });
    }

    @Test
    void anInterruptOfTheCallerEndsTheTakingAndLosesNothing() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = new Mailbox(3, 1 << 20, null);
            mailbox.deliver(batch(ready("a"), event(2), event(3)));
            mailbox.end(null);
            Collection<Long> seen = new ConcurrentLinkedQueue<>();
            AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
            Thread caller = Threads.start("caller", () -> {
                try {
                    handle(mailbox, 2, seen::add);
                } catch (GatewayException e) {
                    thrown.set(e);
                }
            });

            caller.interrupt();
            caller.join();
            long handled = handled(mailbox);
            assertThat(seen).hasSize((int) handled);
            handle(mailbox, 2, seen::add);

            assertThat(seen).containsExactlyInAnyOrder(1L, 2L, 3L);
            if (thrown.get() instanceof GatewayException e) {
                assertThat(e.reason()).isEqualTo(GatewayException.Reason.INTERRUPTED);
            }
        });
    }

    /** Handles events by their sequence; the odd ones have a key, and the even ones another. */
    private static void handle(Mailbox mailbox, int atOnce, EventHandler<Long> handler) {
        var feed = new ShardFeed<Long>(
                mailbox, new AtomicReference<>(), any -> true, parcel -> Long.valueOf(Parcels.name(parcel)));
        new Handlers<>(feed, atOnce, sequence -> sequence % 2, handler, PLATFORM).run();
    }

    private static long handled(Mailbox mailbox) {
        Session session = mailbox.ledger().lastHandled();
        return session == null ? 0 : session.sequence();
    }
}
