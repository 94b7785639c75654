package dev.nightjar.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.GatewayInfoException.Reason;
import dev.nightjar.gateway.decode.Excerpt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The HTTP requests behind {@link GatewayInfo}. Each call blocks its caller. Safe for any thread. */
final class GatewayInfoRequest {

    // A token of Discord's has some 70 characters.
    private static final int SHORTEST_TOKEN = 20;

    // The answer has some 200 bytes; an error page of a proxy has more.
    private static final int MAX_BODY = 64 * 1024;

    // This is far above what Discord asks for; a wrong number cannot stop a bot for ever.
    private static final double LONGEST_RETRY_SECONDS = 86_400;

    // The largest bots run some tens of thousands. Each costs memory before it connects.
    private static final int MOST_SHARDS = 100_000;

    // Discord says a day at most.
    private static final long LONGEST_RESET_MILLIS = Duration.ofDays(365).toMillis();

    // Discord: reference#user-agent
    private static final String USER_AGENT = "DiscordBot (dev.nightjar.gateway, " + LibraryVersion.read() + ")";

    private final GatewayConfig config;

    GatewayInfoRequest(GatewayConfig config) {
        this.config = config;
    }

    URI url() throws InterruptedException {
        return ask("/gateway", false, GatewayInfoRequest::url);
    }

    GatewayInfo bot() throws InterruptedException {
        return ask(
                "/gateway/bot",
                true,
                answer -> new GatewayInfo(
                        url(answer),
                        (int) number(answer, "shards", MOST_SHARDS),
                        limit(answer.get("session_start_limit"))));
    }

    /** Converts a JSON object. An exception means that it is not what Discord documents. */
    private interface Reading<T> {
        T read(Map<?, ?> answer);
    }

    private <T> T ask(String path, boolean authorized, Reading<T> reading) throws InterruptedException {
        URI target = target(config.apiUrl(), path);
        HttpRequest.Builder request = HttpRequest.newBuilder(target).header("User-Agent", USER_AGENT);
        if (authorized) {
            request.header("Authorization", config.token());
        }
        HttpResponse<byte[]> response = send(config.dialingClient(), request.build(), config.connectTimeout());
        if (response.statusCode() != 200) {
            throw refused(target, response);
        }
        try {
            if (hasToken(response.body())) {
                throw new IOException("it repeats the bot's token, so it is not shown");
            }
            if (JSON.std.anyFrom(response.body()) instanceof Map<?, ?> answer) {
                return reading.read(answer);
            }
            throw new IOException("it is no JSON object");
        } catch (IOException | RuntimeException e) {
            throw new GatewayInfoException(
                    Reason.UNEXPECTED_ANSWER,
                    200,
                    Duration.ZERO,
                    target + " gave an answer that is not Discord's: " + firstLine(e)
                            + ". Check GatewayConfig.Builder.apiUrl",
                    Excerpt.ofFailure(e));
        }
    }

    private static URI target(URI base, String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    private static HttpResponse<byte[]> send(DialingClient client, HttpRequest request, Duration timeout)
            throws InterruptedException {
        URI target = request.uri();
        // The JDK looks up the host's address in the calling thread, and neither its timeout nor an interrupt ends
        // that. So another thread makes the call.
        var sending = new FutureTask<>(() -> client.send(request, head -> new LimitedBody(MAX_BODY), timeout));
        Thread.ofVirtual().name("gateway-info").start(sending);
        try {
            // A request's own timeout ends with the headers on some JDKs; this one covers the body too.
            return sending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new GatewayInfoException(Reason.TIMED_OUT, target + " gave no complete answer within " + timeout, e);
        } catch (ExecutionException e) {
            Exception cause = e.getCause() instanceof Exception failure ? failure : e;
            Exception shown = cause instanceof DialException dial ? dial.forUser() : cause;
            throw new GatewayInfoException(
                    Reason.UNREACHABLE, "Could not get " + target + ": " + firstLine(shown), Excerpt.ofFailure(shown));
        } finally {
            // The request must not go on when nobody waits for it. Cancelling one that has ended does nothing.
            sending.cancel(true);
        }
    }

    private static GatewayInfoException refused(URI target, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        Duration retryAfter = retryAfter(response);
        Reason reason = status == 401
                ? Reason.UNAUTHORIZED
                : status == 429 ? Reason.RATE_LIMITED : status >= 500 ? Reason.SERVER_ERROR : Reason.UNEXPECTED_ANSWER;
        String advice = switch (reason) {
            case UNAUTHORIZED -> "the token is wrong. Copy it anew from the bot's page in the developer portal.";
            case RATE_LIMITED -> "too many requests. Ask again after " + retryAfter + ".";
            case SERVER_ERROR -> "Discord has a problem of its own. Ask again later.";
            // The last two have no answer that could be refused.
            case UNEXPECTED_ANSWER, UNREACHABLE, TIMED_OUT ->
                "that is not Discord's. Check GatewayConfig.Builder.apiUrl.";
        };
        return new GatewayInfoException(
                reason, status, retryAfter, target + " answered with HTTP " + status + ": " + advice, null);
    }

    // Discord: topics/rate-limits#exceeding-a-rate-limit. The header has whole seconds, the body has fractions; a
    // proxy in front of Discord sends only the header.
    private static Duration retryAfter(HttpResponse<byte[]> response) {
        double header = response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,9}(\\.\\d{1,9})?"))
                .map(Double::parseDouble)
                .orElse(0.0);
        double seconds = Math.max(header, retryAfter(response.body()));
        return Duration.ofMillis((long) Math.ceil(Math.min(seconds, LONGEST_RETRY_SECONDS) * 1_000));
    }

    private static double retryAfter(byte[] body) {
        try {
            return JSON.std.anyFrom(body) instanceof Map<?, ?> answer
                            && answer.get("retry_after") instanceof Number seconds
                    ? seconds.doubleValue()
                    : 0;
        } catch (IOException | RuntimeException e) {
            // The body is an error page. The header is used instead, if there is one.
            return 0;
        }
    }

    /** Whether an answer has the bot's token in it. A short one is not Discord's, and may be any word. */
    private boolean hasToken(byte[] body) {
        String bare = config.token().substring("Bot ".length());
        return bare.length() >= SHORTEST_TOKEN && new String(body, StandardCharsets.ISO_8859_1).contains(bare);
    }

    private static URI url(Map<?, ?> answer) {
        if (answer.get("url") instanceof String url) {
            return GatewayUrl.check(URI.create(url));
        }
        throw new IllegalArgumentException("url is no string");
    }

    // Discord: gateway#session-start-limit-object
    private static SessionStartLimit limit(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> limit)) {
            throw new IllegalArgumentException("session_start_limit is no object");
        }
        return new SessionStartLimit(
                (int) number(limit, "total", Integer.MAX_VALUE),
                (int) number(limit, "remaining", Integer.MAX_VALUE),
                Duration.ofMillis(number(limit, "reset_after", LONGEST_RESET_MILLIS)),
                (int) number(limit, "max_concurrency", Integer.MAX_VALUE));
    }

    private static long number(Map<?, ?> object, String field, long most) {
        if ((object.get(field) instanceof Integer || object.get(field) instanceof Long)
                && object.get(field) instanceof Number number
                && number.longValue() >= 0
                && number.longValue() <= most) {
            return number.longValue();
        }
        throw new IllegalArgumentException(field + " is no whole number from 0 to " + most);
    }

    /** The first line of a message, without the details that the JSON library adds. */
    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : Excerpt.of(message.lines().findFirst().orElse(""));
    }
}
