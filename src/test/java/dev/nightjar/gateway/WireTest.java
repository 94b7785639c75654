package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a peer does that no socket of a test does fast enough. */
@Timeout(60)
class WireTest {

    private final Wire wire = new Wire();
    private final AtomicBoolean silent = new AtomicBoolean();

    @AfterEach
    void endTheFlood() {
        silent.set(true);
    }

    @Test
    void closingEndsThoughThePeerNeverStopsSending() throws Exception {
        wire.onOpen(new Flood());
        Task<?> closing = Task.run(() -> wire.close(CloseFrame.RESUME, Duration.ofMillis(100)));

        closing.result();

        assertThat(silent.get()).isFalse();
    }

    @Test
    void closingAsksForTheAnswerAlsoWhenAllThatWasAskedForIsTaken() throws Exception {
        var peer = new Answering();
        wire.onOpen(peer);
        while (peer.asked > 0) {
            peer.send("{}");
            wire.poll();
        }

        long begin = System.nanoTime();
        wire.close(CloseFrame.RESUME, Duration.ofSeconds(10));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    }

    /** A WebSocket that never closes, and has as many messages as are asked for. */
    private final class Flood extends SilentSocket {

        @Override
        public void request(long count) {
            for (long i = 0; i < count && !silent.get(); i++) {
                var unused = wire.onText(this, "{}", true);
            }
        }
    }

    /** A WebSocket whose peer answers a close frame, when it is asked for what comes next. */
    private final class Answering extends SilentSocket {

        private long asked;
        private boolean closed;

        void send(String text) {
            asked--;
            var unused = wire.onText(this, text, true);
        }

        @Override
        public void request(long count) {
            asked += count;
            answer();
        }

        @Override
        public CompletableFuture<WebSocket> sendClose(int code, String reason) {
            closed = true;
            answer();
            return super.sendClose(code, reason);
        }

        private void answer() {
            if (closed && asked > 0) {
                asked--;
                var unused = wire.onClose(this, CloseFrame.RESUME.code(), "");
            }
        }
    }
}
