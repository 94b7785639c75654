package dev.nightjar.gateway;

import static dev.nightjar.gateway.Parcels.batch;
import static dev.nightjar.gateway.Parcels.drain;
import static dev.nightjar.gateway.Parcels.event;
import static dev.nightjar.gateway.Parcels.note;
import static dev.nightjar.gateway.Parcels.notice;
import static dev.nightjar.gateway.Parcels.notices;
import static dev.nightjar.gateway.Parcels.payloads;
import static dev.nightjar.gateway.Parcels.ready;
import static dev.nightjar.gateway.Parcels.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MailboxInterleavingsTest {

    private static final long MANY_BYTES = 1 << 20;

    @Test
    void everyParcelComesOutOnceAndInOrderThroughAQueueOfOne() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = new Mailbox(1, MANY_BYTES, null);
            List<String> taken = new ArrayList<>();
            Thread reader = Threads.start("reader", () -> {
                mailbox.deliver(batch(ready("a"), notice(1), event(2)));
                mailbox.deliver(batch(event(3), notice(2)));
            });
            Thread owner = Threads.start("owner", () -> mailbox.notice(note(3)));
            Thread user = Threads.start("user", () -> drain(mailbox, taken));

            Threads.join(reader, owner);
            mailbox.end(null);
            user.join();

            assertThat(payloads(taken)).isEqualTo(upTo(3));
            assertThat(notices(taken)).containsExactlyInAnyOrder("n1", "n2", "n3");
            assertThat(taken).containsSubsequence("1", "n1", "2", "3", "n2");
        });
    }

    @Test
    void anInterruptOfTheReaderLosesNoNoticeAndLeavesNoGap() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = new Mailbox(1, MANY_BYTES, null);
            List<String> taken = new ArrayList<>();
            Batch batch = batch(ready("a"), notice(1), event(2), notice(2), event(3));
            Thread reader = Threads.start("reader", () -> mailbox.deliver(batch));
            Thread user = Threads.start("user", () -> drain(mailbox, taken));

            // What a restart leads to: the scope cancels the reader, and the owner hands over the rest.
            reader.interrupt();
            reader.join();
            mailbox.deliverWhatFits(batch);
            mailbox.notice(note(3));
            long received = sequence(mailbox.ledger().received());
            mailbox.end(null);
            user.join();

            assertThat(notices(taken)).containsExactly("n1", "n2", "n3");
            assertThat(payloads(taken)).isEqualTo(upTo(received));
            assertThat(batch.isEmpty()).isTrue();
        });
    }

    @Test
    void whatNoResumeBringsAgainWaitsForTheUserWhateverInterruptsIt() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = new Mailbox(1, MANY_BYTES, null);
            List<String> taken = new ArrayList<>();
            Batch batch = batch(ready("a"), event(2), notice(1), event(3));
            Thread reader = Threads.start("reader", () -> mailbox.deliver(batch));
            Thread user = Threads.start("user", () -> drain(mailbox, taken));
            reader.interrupt();
            reader.join();
            Thread owner = Threads.start("owner", () -> {
                mailbox.deliverLast(batch);
                mailbox.end(null);
            });

            owner.interrupt();
            Threads.join(owner, user);

            assertThat(taken).containsExactly("1", "2", "n1", "3");
        });
    }

    @Test
    void aBatchThatFitsAtOnceIsThereAsAWholeOrNotAtAll() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = new Mailbox(2, MANY_BYTES, null);
            mailbox.deliver(batch(ready("a")));
            List<String> taken = new ArrayList<>();
            Batch batch = batch(event(2), notice(1), event(3));
            Thread user = Threads.start("user", () -> drain(mailbox, taken));

            mailbox.deliverIfItFits(batch);
            long received = sequence(mailbox.ledger().received());
            mailbox.end(null);
            user.join();

            assertThat(batch.payloads()).isIn(0, 2);
            assertThat(payloads(taken)).isEqualTo(upTo(received)).hasSize(3 - batch.payloads());
        });
    }

    @Test
    void whatIsHandledWasDeliveredAndWhatIsDeliveredWasReceived() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = new Mailbox(2, MANY_BYTES, null);
            Thread reader = Threads.start("reader", () -> {
                mailbox.deliver(batch(ready("a"), event(2), event(3)));
                mailbox.end(null);
            });
            Thread user = Threads.start("user", () -> drain(mailbox, new ArrayList<>()));

            // Each only grows, so that the one asked first may be at most as far as the next.
            for (int i = 0; i < 3; i++) {
                long handled = sequence(mailbox.ledger().handled());
                long delivered = sequence(mailbox.ledger().delivered().orElse(null));
                long received = sequence(mailbox.ledger().received());
                assertThat(handled).isLessThanOrEqualTo(delivered);
                assertThat(delivered).isLessThanOrEqualTo(received);
            }
            Threads.join(reader, user);
            assertThat(sequence(mailbox.ledger().handled())).isEqualTo(3);
        });
    }

    @Test
    void afterACutNothingIsReceivedAndTheResumeContinuesWhereTheUserIs() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = new Mailbox(2, MANY_BYTES, null);
            List<String> taken = new ArrayList<>();
            Thread reader =
                    Threads.start("reader", () -> mailbox.deliver(batch(ready("a"), event(2), event(3), event(4))));
            Thread user = Threads.start("user", () -> drain(mailbox, taken));

            long resumable = sequence(mailbox.cut().orElse(null));
            reader.join();
            mailbox.end(null);
            user.join();

            assertThat(taken).isEqualTo(upTo(resumable));
            assertThat(sequence(mailbox.cut().orElse(null))).isEqualTo(resumable);
        });
    }

    @Test
    void aShardThatClosesEndsEveryoneThatWaitsForSpaceThoughNobodyTakesAnything() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = new Mailbox(1, MANY_BYTES, null);
            Thread reader = Threads.start("reader", () -> {
                mailbox.deliver(batch(ready("a"), event(2), event(3)));
                mailbox.deliverLast(batch(event(4), notice(1)));
                mailbox.end(null);
            });

            mailbox.closing();
            reader.join();

            List<String> taken = new ArrayList<>();
            drain(mailbox, taken);
            assertThat(taken).containsExactly("1", "n1");
        });
    }

    @Test
    void whileAShardClosesTheUserGetsAllUpToThePayloadThatWasRefused() throws Throwable {
        Interleavings.explore(() -> {
            Mailbox mailbox = new Mailbox(1, MANY_BYTES, null);
            List<String> taken = new ArrayList<>();
            Thread reader = Threads.start("reader", () -> {
                mailbox.deliver(batch(ready("a"), event(2)));
                mailbox.deliver(batch(event(3), notice(1)));
                mailbox.deliver(batch(event(4)));
                mailbox.end(null);
            });
            Thread user = Threads.start("user", () -> drain(mailbox, taken));

            mailbox.closing();
            Threads.join(reader, user);

            assertThat(payloads(taken)).isEqualTo(upTo(sequence(mailbox.ledger().received())));
            assertThat(notices(taken)).containsExactly("n1");
        });
    }

    private static long sequence(@Nullable Session session) {
        return session == null ? 0 : session.sequence();
    }
}
