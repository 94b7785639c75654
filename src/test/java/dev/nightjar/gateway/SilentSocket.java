package dev.nightjar.gateway;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A WebSocket that takes everything, and says nothing of its own accord. */
class SilentSocket implements WebSocket {

    private final CompletableFuture<WebSocket> done = CompletableFuture.completedFuture(this);

    @Override
    public void request(long count) {}

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
