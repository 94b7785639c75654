package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.Outbox.Order;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OutboxTest {

    private final Outbox outbox = new Outbox();

    @Test
    void aHandshakeDoesNotShowItsToken() {
        var handshake = new Order.Handshake("{\"token\":\"secret\"}");

        assertThat(handshake.toString()).doesNotContain("secret");
    }

    @Test
    void urgentOrdersComeInTheOrderInWhichTheyWereGiven() throws Exception {
        outbox.beat();
        outbox.handshake("identify");
        outbox.wake();

        assertThat(List.of(outbox.take(), outbox.take(), outbox.take()))
                .containsExactly(new Order.Beat(), new Order.Handshake("identify"), new Order.Wake());
        assertThat(outbox.poll()).isNull();
    }

    @Test
    void aBeatThatWaitsServesALaterRequestToo() {
        outbox.beat();
        outbox.beat();
        assertThat(outbox.isBeatWaiting()).isTrue();

        assertThat(outbox.poll()).isEqualTo(new Order.Beat());
        assertThat(outbox.isBeatWaiting()).isFalse();
        assertThat(outbox.poll()).isNull();
    }

    @Test
    void manyWakesAreOne() {
        outbox.wake();
        outbox.wake();

        assertThat(outbox.poll()).isEqualTo(new Order.Wake());
        assertThat(outbox.poll()).isNull();
    }

    @Test
    void theWriterWaitsForTheNextOrder() throws Exception {
        Task<Order> writer = Task.ask(outbox::take).untilItWaits();

        outbox.beat();

        assertThat(writer.result()).isEqualTo(new Order.Beat());
    }

    @Test
    void aWriterThatWaitsForTheBudgetIsWokenByAnUrgentOrder() throws Exception {
        Task<Order> writer = Task.ask(() -> {
            Order order = outbox.poll(Long.MAX_VALUE);
            return order == null ? new Order.Wake() : order;
        });

        outbox.beat();

        assertThat(writer.result()).isEqualTo(new Order.Beat());
        assertThat(outbox.poll(1)).isNull();
    }
}
