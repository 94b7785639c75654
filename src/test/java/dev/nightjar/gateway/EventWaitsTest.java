package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Ready;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventWaitsTest {

    private final FakeTime time = new FakeTime().standStill();
    private final EventWaits waits = new EventWaits(time, () -> false);

    @Test
    void onlyEventsOfTheTypeAreHeldAndDecoded() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        var wait = new AwaitedEvent<>(waits, Ready.class, any -> asked.incrementAndGet() > 1);
        for (int i = 1; i <= 3; i++) {
            waits.see(Samples.event(i));
            waits.see(Samples.ready(Samples.session("s" + i, 1)));
        }

        assertThat(wait.await(Duration.ZERO)).map(Ready::sessionId).contains("s2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatCameInTimeIsFoundLateAndWhatComesLateIsNot() throws Exception {
        var wait = new AwaitedEvent<>(waits, MessageCreate.class, event -> {
            // The gateway is faster than this predicate.
            waits.see(Samples.event(event.payload().sequence() + 1_000));
            return false;
        });
        for (int i = 1; i <= 100; i++) {
            waits.see(Samples.event(i));
        }

        assertThat(wait.await(Duration.ZERO)).isEmpty();
    }

    @Test
    void aWaitThatNobodyLooksAtHoldsALimitedNumberAndSaysSo() {
        var idle = new AwaitedEvent<>(waits, MessageCreate.class, any -> true);
        for (int i = 0; i <= EventWaits.MOST_UNREAD; i++) {
            waits.see(Samples.event(i));
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> idle.await(Duration.ZERO))
                .withMessageContaining("10000 events")
                .withMessageContaining("MessageCreate");
    }

    @Test
    void aWaitThatNobodyLooksAtHoldsALimitedNumberOfBytes() {
        var idle = new AwaitedEvent<>(waits, Event.class, any -> true);
        Parcel large = new Parcel.Received(
                Samples.payload("{'op':0,'s':1,'t':'NEW_THING','d':'" + "x".repeat(1 << 20) + "'}"), null);
        for (int i = 0; i < 32; i++) {
            waits.see(large);
        }

        assertThatIllegalStateException().isThrownBy(() -> idle.await(Duration.ZERO));
    }

    @Test
    void theNumberOfWaitsHasAnEnd() {
        List<AwaitedEvent<?>> all = new ArrayList<>();
        for (int i = 0; i < EventWaits.MOST; i++) {
            all.add(new AwaitedEvent<>(waits, Ready.class, any -> true));
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> new AwaitedEvent<>(waits, Ready.class, any -> true))
                .withMessageContaining("10000");
        all.getFirst().close();
        new AwaitedEvent<>(waits, Ready.class, any -> true).close();
    }

    @Test
    void aWaitEndsWhenItsTimeIsOver() throws Exception {
        var wait = new AwaitedEvent<>(waits, Ready.class, any -> true);
        Task<?> waiting = Task.ask(() -> wait.await(Duration.ofMinutes(1))).untilItWaits();

        time.advance(Duration.ofSeconds(59));
        assertThat(waiting.isDone()).isFalse();
        time.advance(Duration.ofSeconds(1));

        assertThat(waiting.result()).isEqualTo(java.util.Optional.empty());
    }

    @Test
    void theTypesOfAnEventAreThoseThatAreDecodedAsIt() {
        assertThat(EventType.of(MessageCreate.class)).containsExactly(EventType.MESSAGE_CREATE);
        assertThat(EventType.of(Event.class)).hasSize(EventType.values().length);
    }
}
