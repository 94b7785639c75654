package dev.nightjar.gateway.simulator;

import com.fasterxml.jackson.jr.ob.JSON;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A client as plain as can be: the JDK's WebSocket, one of the compressions, and a queue of what came. */
final class PlainClient implements WebSocket.Listener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String compression;
    private final HttpClient http;
    private final WebSocket socket;
    private final BlockingQueue<Map<String, Object>> payloads = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> endings = new LinkedBlockingQueue<>();

    private final AtomicInteger binaryMessages = new AtomicInteger();
    private volatile boolean suffixMayBeCut; // written by the test, read by the listener

    // Confined to the listener.
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private int messageStart; // where in it the newest message begins
    private final Inflater inflater = new Inflater();
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final ByteBuffer window = ByteBuffer.allocateDirect(8 * 1024);

    private PlainClient(URI url, String compression) {
        this.compression = compression;
        this.http = HttpClient.newHttpClient();
        this.socket = http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(url, this)
                .join();
    }

    /** Connects without compression. */
    static PlainClient open(URI url) {
        return open(url, "");
    }

    /** Connects with zlib-stream, zstd-stream, or anything else for none. */
    static PlainClient open(URI url, String compression) {
        String query = compression.endsWith("-stream") ? "&compress=" + compression : "";
        return new PlainClient(URI.create(url + "/?v=10&encoding=json" + query), compression);
    }

    /** Connects to a URL as it is, without compression. */
    static PlainClient openAt(String url) {
        return new PlainClient(URI.create(url), "");
    }

    /** From now on the suffix of a payload may be in two messages of a zlib stream; most clients want it in one. */
    void expectCutSuffixes() {
        suffixMayBeCut = true;
    }

    void send(String json) {
        socket.sendText(json, true).orTimeout(10, TimeUnit.SECONDS).join();
    }

    void identify() {
        identify("token", "");
    }

    void identify(String token, String more) {
        send("{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":53608447," + more
                + "\"properties\":{\"os\":\"linux\",\"browser\":\"plain\",\"device\":\"plain\"}}}");
    }

    void resume(String sessionId, long seq) {
        send("{\"op\":6,\"d\":{\"token\":\"token\",\"session_id\":\"" + sessionId + "\",\"seq\":" + seq + "}}");
    }

    void beat(@Nullable Long seq) {
        send("{\"op\":1,\"d\":" + seq + "}");
    }

    /** The next payload. */
    Map<String, Object> next() {
        Map<String, Object> payload = Patience.poll(payloads, PATIENCE);
        if (payload == null) {
            throw new AssertionError("No payload came; endings: " + endings);
        }
        return payload;
    }

    /** The next payload with this opcode; others before it are dropped. */
    Map<String, Object> next(int op) {
        Map<String, Object> payload = next();
        while (!Integer.valueOf(op).equals(payload.get("op"))) {
            payload = next();
        }
        return payload;
    }

    /** The next dispatch of this type; others before it are dropped. */
    Map<String, Object> next(String type) {
        Map<String, Object> payload = next();
        while (!type.equals(payload.get("t"))) {
            payload = next();
        }
        return payload;
    }

    /** How the connection ended: the code and reason of a close, or the class of an error. */
    String ending() {
        String ending = Patience.poll(endings, PATIENCE);
        if (ending == null) {
            throw new AssertionError("The connection did not end");
        }
        return ending;
    }

    int pending() {
        return payloads.size();
    }

    void closeWith(int code, String reason) {
        socket.sendClose(code, reason).orTimeout(10, TimeUnit.SECONDS).join();
    }

    int binaryMessages() {
        return binaryMessages.get();
    }

    void abort() {
        socket.abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            accept(text.toString());
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            binaryMessages.incrementAndGet();
            byte[] payload = binary.toByteArray();
            if (isWhole(suffixMayBeCut ? payload : Arrays.copyOfRange(payload, messageStart, payload.length))) {
                accept(decode(payload));
                binary.reset();
            }
            messageStart = binary.size();
        }
        webSocket.request(1);
        return null;
    }

    private boolean isWhole(byte[] message) {
        int length = message.length;
        return !"zlib-stream".equals(compression)
                || (length >= 4 && ByteBuffer.wrap(message).getInt(length - 4) == 0x0000FFFF);
    }

    private String decode(byte[] message) {
        if ("zstd-stream".equals(compression)) {
            return unzstd(message);
        }
        if (!"zlib-stream".equals(compression)) {
            inflater.reset();
        }
        return inflate(message);
    }

    private String inflate(byte[] message) {
        try {
            var out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            inflater.setInput(message);
            for (int length = inflater.inflate(buffer); length > 0; length = inflater.inflate(buffer)) {
                out.write(buffer, 0, length);
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException broken) {
            throw new IllegalStateException("Broken zlib: " + broken.getMessage(), broken);
        }
    }

    /** By the one window that this client has: to make a direct buffer for each message takes longer than to inflate it. */
    private String unzstd(byte[] message) {
        ByteBuffer in = ByteBuffer.allocateDirect(message.length).put(message).flip();
        var out = new ByteArrayOutputStream();
        do {
            zstd.decompressDirectByteBufferStream(window.clear(), in);
            byte[] inflated = new byte[window.flip().remaining()];
            window.get(inflated);
            out.writeBytes(inflated);
        } while (in.hasRemaining() || window.limit() == window.capacity());
        return out.toString(StandardCharsets.UTF_8);
    }

    private void accept(String json) {
        try {
            payloads.add(JSON.std.mapFrom(json));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        endings.add((code + " " + reason).strip());
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        endings.add(error.getClass().getSimpleName());
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
        http.close();
        inflater.end();
        zstd.close();
    }

    /** The data of a payload as an object. */
    static Map<String, @Nullable Object> data(Map<String, Object> payload) {
        return Received.objectOf(payload.get("d"));
    }

    /** The data of a payload as a list of objects under a name. */
    static List<?> list(Map<String, Object> payload, String name) {
        return data(payload).get(name) instanceof List<?> list ? list : List.of();
    }
}
