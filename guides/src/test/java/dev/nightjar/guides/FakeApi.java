package dev.nightjar.guides;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

// @start region="api"
/** An HTTP API that notes what a bot posts. */
final class FakeApi implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();

    FakeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::note);
        server.start();
    }

    private void note(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(exchange.getRequestURI() + " " + body);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next post; the test fails when there is none in half a minute. */
    String next() throws InterruptedException {
        String next = posted.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("The bot has posted nothing");
        }
        return next;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
// @end
