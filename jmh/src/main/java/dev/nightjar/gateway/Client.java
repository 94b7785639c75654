package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.inflate.InflateException;
import dev.nightjar.gateway.inflate.MessageInflater;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** One connection to the load generator, and what counts its events. */
sealed interface Client extends AutoCloseable {

    /** What the generator waits for before it sends events. */
    String GO = "{\"op\":3,\"d\":{\"since\":null,\"activities\":[],\"status\":\"online\",\"afk\":false}}";

    Arrivals arrivals();

    void go();

    @Override
    void close();

    /** Waits for the end of a thread, which was told to end. */
    private static void join(Thread user) {
        try {
            user.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

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
            Client.join(user);
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

    /**
     * The floor of a loop on a thread of its own: a listener that adds to a queue, and the user's thread, which takes, inflates
     * and looks for op and s. It has the library's inflater and queue, and nothing else of it: no heartbeat, no limit, no session, no
     * word about what goes wrong.
     */
    final class OfOneHop implements Client, WebSocket.Listener {

        private static final int DISPATCH = 0;
        private static final int HELLO = 10;
        private static final int WINDOW = 64;
        private static final int MOST_BYTES = 64 << 20;
        private static final int MOST_WINDOW_BYTES = 8 << 20;

        private final Arrivals arrivals;
        private final Compression compression;
        private final WebSocket socket;
        private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Void> never = new CompletableFuture<>(); // the queue keeps the parts
        private final CompletableFuture<Void> identified = new CompletableFuture<>();
        private final Thread user;

        OfOneHop(URI url, HttpClient http, Compression compression, ThreadKind kind, Arrivals arrivals) {
            this.arrivals = arrivals;
            this.compression = compression;
            this.socket = http.newWebSocketBuilder()
                    .buildAsync(GatewayUrl.dial(url, compression), this)
                    .join();
            this.user = kind.start("user", this::loop);
        }

        private void loop() {
            try (MessageInflater inflater = compression.openInflater(MOST_BYTES, MOST_WINDOW_BYTES)) {
                TextMessage text = new TextMessage(MOST_BYTES);
                for (int taken = 1; ; taken++) {
                    byte[] json = switch (frames.take()) {
                        case Frame.Binary binary -> inflater.inflate(binary.part(), binary.last());
                        case Frame.Text part -> text.add(part.part(), part.last());
                        case Frame.End end -> throw new IllegalStateException(String.valueOf(end));
                    };
                    if (json != null) {
                        see(Payload.of(json));
                    }
                    if (taken % (WINDOW / 2) == 0) {
                        socket.request(WINDOW / 2);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // it is closed
            } catch (InflateException e) {
                throw new IllegalStateException(e); // the run waits for its last event, and fails
            }
        }

        private void see(Payload payload) {
            if (payload.op() == DISPATCH) {
                arrivals.event(payload.sequence());
            } else if (payload.op() == HELLO) {
                socket.sendText("{\"op\":2,\"d\":{}}", true).thenRun(() -> identified.complete(null));
            }
        }

        @Override
        public void onOpen(WebSocket webSocket) {
            webSocket.request(WINDOW);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer part, boolean last) {
            frames.add(new Frame.Binary(part, last));
            return never;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            frames.add(new Frame.Text(part, last));
            return never;
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
            user.interrupt();
            Client.join(user);
        }
    }
}
