package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Intent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One connection to the load generator, and what counts its events. */
sealed interface Client extends AutoCloseable {

    /** What the generator waits for before it sends events. */
    String GO = "{\"op\":3,\"d\":{\"since\":null,\"activities\":[],\"status\":\"online\",\"afk\":false}}";

    Arrivals arrivals();

    void go();

    @Override
    void close();

    /** The library: a shard and a loop over it on a thread of the user's. */
    final class OfShard implements Client {

        private final Arrivals arrivals;
        private final Shard shard;
        private final Thread user;

        OfShard(URI url, HttpClient http, Compression compression, boolean typed, ThreadKind kind, Arrivals arrivals) {
            this.arrivals = arrivals;
            GatewayConfig config = GatewayConfig.builder("token")
                    .intents(Intent.GUILDS)
                    .gatewayUrl(url)
                    .httpClient(http)
                    .compression(compression)
                    .identifyQueue(shard -> {})
                    .closeTimeout(Duration.ofMillis(200))
                    .build();
            shard = Shard.open(ShardId.ONE, config);
            user = kind.start("user", typed ? this::loopTyped : this::loopRaw);
        }

        private void loopRaw() {
            for (GatewayMessage message : shard.messages()) {
                if (message instanceof GatewayMessage.Text text && text.op() == 0) {
                    arrivals.event(text.sequence());
                }
            }
        }

        private void loopTyped() {
            for (dev.nightjar.gateway.event.Event event : shard.events()) {
                if (event.payload().op() == 0) {
                    arrivals.event(event.payload().sequence());
                }
            }
        }

        @Override
        public Arrivals arrivals() {
            return arrivals;
        }

        @Override
        public void go() {
            shard.sendJson(GO);
        }

        long beats() {
            return shard.latency().beats();
        }

        @Override
        public void close() {
            shard.close();
            try {
                user.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The floor: a listener of the JDK's that counts messages and looks into none. */
    final class OfListener implements Client, WebSocket.Listener {

        private static final int HELLO = 0;

        private final Arrivals arrivals;
        private final WebSocket socket;
        private int messages;

        // The WebSocket refuses a second send before the first is done, and READY may come before that.
        private final CompletableFuture<Void> identified = new CompletableFuture<>();

        OfListener(URI url, HttpClient http, Compression compression, Arrivals arrivals) {
            this.arrivals = arrivals;
            this.socket = http.newWebSocketBuilder()
                    .buildAsync(GatewayUrl.dial(url, compression), this)
                    .join();
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer part, boolean last) {
            return count(webSocket, last);
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            return count(webSocket, last);
        }

        private CompletionStage<?> count(WebSocket webSocket, boolean last) {
            if (last) {
                int message = messages++;
                if (message == HELLO) {
                    webSocket.sendText("{\"op\":2,\"d\":{}}", true).thenRun(() -> identified.complete(null));
                } else {
                    arrivals.event(message);
                }
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public Arrivals arrivals() {
            return arrivals;
        }

        @Override
        public void go() {
            identified.join();
            socket.sendText(GO, true);
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
