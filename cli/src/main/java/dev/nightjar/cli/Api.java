package dev.nightjar.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Requests to the HTTP API, each alone. They are made with the JDK's older client, which unlike the newer one goes through proxies of
 * every kind.
 *
 * @param base the URL of the API, without a slash at the end
 * @param route the way to it
 * @param timeout for a whole answer
 */
record Api(URI base, Route route, Duration timeout) {

    private static final int LONGEST_BODY = 64 * 1024;
    private static final String AGENT = "DiscordBot (dev.nightjar.cli, " + Version.read() + ")";

    /** What came of a request. */
    sealed interface Result {}

    /**
     * An answer.
     *
     * @param status the status of HTTP
     * @param type the media type, empty when none was named
     * @param location where it redirects to, empty when it does not
     * @param body the first 64 KB of the body
     * @param date what the server's clock showed
     * @param received when the answer had come
     * @param took how long that took
     */
    record Answer(
            int status,
            String type,
            String location,
            String retryAfter,
            String body,
            Optional<Instant> date,
            Instant received,
            Duration took)
            implements Result {

        /** Whether it is a page for a browser. */
        boolean isPage() {
            return type.toLowerCase(Locale.ROOT).startsWith("text/html")
                    || body.stripLeading().startsWith("<");
        }

        /** The object of JSON that it is; empty when it is none. */
        Optional<Map<?, ?>> object() {
            try {
                return JSON.std.anyFrom(body) instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
            } catch (IOException | RuntimeException e) {
                return Optional.empty();
            }
        }
    }

    /** No answer in time. */
    record Late() implements Result {}

    /** No answer. */
    record Failed(String error) implements Result {}

    /**
     * Asks for what is at a path.
     *
     * @param path the path below the base
     * @param token the bot's token, empty to send none
     */
    Result get(String path, String token) throws InterruptedException {
        try {
            return Bounded.call(timeout, () -> ask(path, token));
        } catch (TimeoutException | SocketTimeoutException e) {
            return new Late();
        } catch (IOException e) {
            return new Failed(Words.foreign(e.getClass().getSimpleName() + ", " + e.getMessage()));
        }
    }

    private Answer ask(String path, String token) throws IOException {
        Proxy proxy = route.proxy();
        long begin = System.nanoTime();
        var connection = (HttpURLConnection) URI.create(base + path).toURL().openConnection(proxy);
        try {
            int millis = Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
            connection.setConnectTimeout(millis);
            connection.setReadTimeout(millis);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("User-Agent", AGENT);
            connection.setRequestProperty("Accept", "application/json");
            if (!token.isEmpty()) {
                connection.setRequestProperty("Authorization", "Bot " + token);
            }
            int status = connection.getResponseCode();
            String body = body(connection, status);
            return new Answer(
                    status,
                    header(connection, "Content-Type"),
                    header(connection, "Location"),
                    header(connection, "Retry-After"),
                    body,
                    connection.getDate() == 0
                            ? Optional.empty()
                            : Optional.of(Instant.ofEpochMilli(connection.getDate())),
                    Instant.now(),
                    Duration.ofNanos(System.nanoTime() - begin));
        } finally {
            connection.disconnect();
        }
    }

    private static String body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null ? "" : new String(in.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        }
    }

    private static String header(HttpURLConnection connection, String name) {
        String value = connection.getHeaderField(name);
        return value == null ? "" : value;
    }
}
