package dev.nightjar.gateway;

import static dev.nightjar.gateway.Samples.events;
import static dev.nightjar.gateway.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TimeSliceTest {

    private static final int EVENTS = 50_000;
    private static final int CARRIERS = Integer.getInteger(
            "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());

    @Test
    @Timeout(60)
    void loopsWithABacklogOnAllCarriersLetAnotherVirtualThreadRun() throws Exception {
        List<Mailbox> mailboxes = new ArrayList<>();
        List<Thread> loops = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(CARRIERS);
        CountDownLatch othersWait = new CountDownLatch(1);
        for (int i = 0; i < CARRIERS; i++) {
            Mailbox mailbox = new Mailbox(EVENTS, Long.MAX_VALUE, session("a", 0));
            mailbox.deliver(events(1, EVENTS));
            mailbox.end(null);
            mailboxes.add(mailbox);
            loops.add(Thread.ofVirtual().start(() -> {
                begun.countDown();
                while (othersWait.getCount() > 0) {
                    Thread.onSpinWait(); // parking would give the carrier away
                }
                new MailboxIterator<>(mailbox, new AtomicReference<>(), any -> true, any -> any)
                        .forEachRemaining(any -> {});
            }));
        }
        begun.await();

        List<Integer> left = new ArrayList<>();
        Thread other = Thread.ofVirtual()
                .start(() ->
                        mailboxes.forEach(mailbox -> left.add(mailbox.backlog().events())));
        othersWait.countDown();
        other.join();

        assertThat(left).hasSize(CARRIERS).allMatch(events -> events > 0);
        for (Thread loop : loops) {
            loop.join();
        }
    }
}
