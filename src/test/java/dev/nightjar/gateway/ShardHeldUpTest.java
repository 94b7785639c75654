package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Intent;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code of the user's that heeds no interrupt holds up nothing for longer than the close timeout. */
@Timeout(60)
class ShardHeldUpTest {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    /** An identify queue, or a session store, at its worst. */
    private void hang() {
        asked.countDown();
        boolean interrupted = false;
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closingEndsThoughTheIdentifyQueueHeedsNoInterrupt() throws Exception {
        Bench bench = Bench.open(config -> config.identifyQueue(shard -> hang()).closeTimeout(Duration.ofMillis(200)));
        bench.gateway.accept().hello(41_250);
        asked.await();

        Task<?> closing = Task.run(bench.shard::close);

        closing.result();
        assertThat(bench.shard.state()).isEqualTo(ShardState.CLOSED);
        assertThat(released.getCount()).isOne();
        bench.close();
    }

    @Test
    void restartingGoesOnThoughTheIdentifyQueueHeedsNoInterrupt() throws Exception {
        try (Bench bench =
                Bench.open(config -> config.identifyQueue(shard -> hang()).closeTimeout(Duration.ofMillis(200)))) {
            bench.gateway.accept().hello(41_250);
            bench.next(Connected.class);
            asked.await();

            bench.shard.restart();

            bench.gateway.accept().hello(41_250);
            bench.next(Connected.class);
        }
    }

    @Test
    void closingReturnsWhateverHoldsTheShardsOwnThread() throws Exception {
        Time hanging = new Time() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) {
                hang();
            }
        };
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create("ws://localhost:" + closedPort()))
                .closeTimeout(Duration.ofMillis(100))
                .build();
        Shard shard = Shard.open(ShardId.ONE, config, hanging);
        asked.await();

        Task.run(shard::close).result();

        assertThat(released.getCount()).isOne();
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
