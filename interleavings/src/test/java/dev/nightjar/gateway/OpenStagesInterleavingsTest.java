package dev.nightjar.gateway;

import static dev.nightjar.gateway.Parcels.batch;
import static dev.nightjar.gateway.Parcels.event;
import static dev.nightjar.gateway.Parcels.ready;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Stages that other threads complete while the calling thread takes events. A stage that fails interrupts that thread, perhaps as
 * it enters Semaphore.acquire; Fray 0.9.2 then seems to count a permit as taken that the JDK has not given out, so this is not explored
 * here.
 */
class OpenStagesInterleavingsTest {

    @Test
    void everyEventIsHandledWhicheverThreadCompletesItsStage() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = mailbox(4);
            Map<Long, CompletableFuture<@Nullable Void>> stages = stages(4);
            Thread even = Threads.start("even", () -> complete(stages, 4, 2));
            Thread odd = Threads.start("odd", () -> complete(stages, 1, 3));

            handle(mailbox, 2, stages::get);
            Threads.join(even, odd);

            assertThat(handled(mailbox)).isEqualTo(4);
        });
    }

    /** A mailbox that has a READY and events up to this sequence, and has ended. */
    private static Mailbox mailbox(int last) throws InterruptedException {
        Mailbox mailbox = new Mailbox(last, 1 << 20, null);
        mailbox.deliver(batch(ready("a")));
        for (int sequence = 2; sequence <= last; sequence++) {
            mailbox.deliver(batch(event(sequence)));
        }
        mailbox.end(null);
        return mailbox;
    }

    private static Map<Long, CompletableFuture<@Nullable Void>> stages(int last) {
        return LongStream.rangeClosed(1, last)
                .boxed()
                .collect(Collectors.toMap(
                        sequence -> sequence,
                        sequence -> new CompletableFuture<>(),
                        (one, two) -> one,
                        ConcurrentHashMap::new));
    }

    private static void complete(Map<Long, CompletableFuture<@Nullable Void>> stages, long... sequences) {
        for (long sequence : sequences) {
            Objects.requireNonNull(stages.get(sequence)).complete(null);
        }
    }

    private static void handle(Mailbox mailbox, int atOnce, Function<Long, @Nullable CompletionStage<?>> handler) {
        var feed = new ShardFeed<Long>(
                mailbox, new AtomicReference<>(), any -> true, parcel -> Long.valueOf(Parcels.name(parcel)));
        new OpenStages<>(feed, atOnce, sequence -> Objects.requireNonNull(handler.apply(sequence))).run();
    }

    private static long handled(Mailbox mailbox) {
        Session session = mailbox.ledger().lastHandled();
        return session == null ? 0 : session.sequence();
    }
}
