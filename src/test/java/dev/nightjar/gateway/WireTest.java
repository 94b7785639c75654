package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
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

    /** A WebSocket that takes everything, never closes, and has as many messages as are asked for. */
    private final class Flood implements WebSocket {

        private final CompletableFuture<WebSocket> done = CompletableFuture.completedFuture(this);

        @Override
        public void request(long count) {
            for (long i = 0; i < count && !silent.get(); i++) {
                var unused = wire.onText(this, "{}", true);
            }
        }

        @Override
        public CompletableFuture<WebSocket> sendText(CharSequence text, boolean last) {
            return done;
        }

        @Override
        public CompletableFuture<WebSocket> sendBinary(ByteBuffer bytes, boolean last) {
            return done;
        }

        @Override
        public CompletableFuture<WebSocket> sendPing(ByteBuffer bytes) {
            return done;
        }

        @Override
        public CompletableFuture<WebSocket> sendPong(ByteBuffer bytes) {
            return done;
        }

        @Override
        public CompletableFuture<WebSocket> sendClose(int code, String reason) {
            return done;
        }

        @Override
        public String getSubprotocol() {
            return "";
        }

        @Override
        public boolean isOutputClosed() {
            return false;
        }

        @Override
        public boolean isInputClosed() {
            return false;
        }

        @Override
        public void abort() {}
    }
}
