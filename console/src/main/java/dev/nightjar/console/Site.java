package dev.nightjar.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.nightjar.gateway.ShardId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the requests of browsers: the files of the page, the stream of what happens, and one shard. It reads only. */
final class Site implements HttpHandler {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private static final Pattern SHARD = Pattern.compile("/shards/(\\d{1,9})/(\\d{1,9})");

    private final Visitors visitors;
    private final Assets assets;
    private final Watch watch;
    private final Pages pages;
    private final long maxQueuedBytes;

    Site(Visitors visitors, Assets assets, Watch watch, Pages pages, long maxQueuedBytes) {
        this.visitors = visitors;
        this.assets = assets;
        this.watch = watch;
        this.pages = pages;
        this.maxQueuedBytes = maxQueuedBytes;
    }

    /** Called in a virtual thread for each request. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers asked = exchange.getRequestHeaders();
            Optional<String> refusal = visitors.refusal(
                    asked.getOrDefault("Host", List.of()),
                    asked.getOrDefault("Origin", List.of()),
                    exchange.getLocalAddress());
            if (refusal.isPresent()) {
                say(exchange, 403, refusal.get());
                return;
            }
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                say(exchange, 405, "This console reads only: it takes GET and HEAD.");
                return;
            }
            answer(exchange, Objects.requireNonNullElse(exchange.getRequestURI().getPath(), ""));
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/events")) {
            stream(exchange);
            return;
        }
        Matcher shard = SHARD.matcher(path);
        if (shard.matches()) {
            shard(exchange, Integer.parseInt(shard.group(1)), Integer.parseInt(shard.group(2)));
            return;
        }
        Optional<Assets.Asset> asset = assets.at(path);
        if (asset.isEmpty()) {
            say(exchange, 404, "This console has no such page. It is at /.");
            return;
        }
        exchange.getResponseHeaders().set("ETag", asset.get().tag());
        if (asset.get().tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            head(exchange, asset.get().type(), "no-cache");
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        send(exchange, 200, asset.get().type(), "no-cache", asset.get().bytes());
    }

    private void shard(HttpExchange exchange, int number, int total) throws IOException {
        Optional<byte[]> json =
                total < 1 || number >= total ? Optional.empty() : watch.shard(new ShardId(number, total));
        if (json.isEmpty()) {
            say(exchange, 404, "There is no shard " + number + "/" + total + " here.");
            return;
        }
        send(exchange, 200, "application/json", "no-store", json.get());
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            send(exchange, 200, "text/event-stream", "no-store", new byte[0]);
            return;
        }
        Page page = new Page(maxQueuedBytes);
        if (!watch.admit(page)) {
            exchange.getResponseHeaders().set("Retry-After", "10");
            say(
                    exchange,
                    503,
                    "As many pages as this console allows are open. Close one, or see ConsoleSettings.withMaxPages.");
            return;
        }
        try {
            head(exchange, "text/event-stream", "no-store");
            exchange.getResponseHeaders().set("X-Accel-Buffering", "no"); // a reverse proxy should pass it on at once
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII));
            page.write(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // dropped
        } finally {
            pages.remove(page);
        }
    }

    private static void say(HttpExchange exchange, int status, String sentence) throws IOException {
        send(
                exchange,
                status,
                "text/plain; charset=utf-8",
                "no-store",
                (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, String caching, byte[] body)
            throws IOException {
        head(exchange, type, caching);
        if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void head(HttpExchange exchange, String type, String caching) {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", caching);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Referrer-Policy", "no-referrer");
    }
}
