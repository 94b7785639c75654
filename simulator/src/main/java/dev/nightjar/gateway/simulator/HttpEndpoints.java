package dev.nightjar.gateway.simulator;

import dev.nightjar.gateway.simulator.LoopbackServer.HttpAnswer;
import dev.nightjar.gateway.simulator.LoopbackServer.HttpQuestion;
import java.net.URI;

/** The HTTP endpoints that a client asks before it connects, with and without a prefix such as /api/v10. */
final class HttpEndpoints {

    private static final HttpAnswer UNAUTHORIZED =
            new HttpAnswer(401, "{\"message\":\"401: Unauthorized\",\"code\":0}");

    private final Settings settings;

    HttpEndpoints(Settings settings) {
        this.settings = settings;
    }

    HttpAnswer answer(HttpQuestion question, URI gatewayUrl, int sessionStartsLeft) {
        if (!question.method().equals("GET")) {
            return HttpAnswer.notFound();
        }
        return switch (question.path().replaceFirst("^/api(/v\\d+)?(?=/)", "")) {
            case "/gateway" -> new HttpAnswer(200, "{\"url\":\"" + gatewayUrl + "\"}");
            case "/gateway/bot" -> forBots(question, gatewayBot(gatewayUrl, sessionStartsLeft));
            case "/users/@me" -> forBots(question, World.bot());
            case "/applications/@me", "/oauth2/applications/@me" ->
                forBots(question, World.application(settings.applicationFlags(), settings.guilds()));
            default -> HttpAnswer.notFound();
        };
    }

    private HttpAnswer forBots(HttpQuestion question, String json) {
        return settings.authorizes(question.authorization()) ? new HttpAnswer(200, json) : UNAUTHORIZED;
    }

    private String gatewayBot(URI gatewayUrl, int sessionStartsLeft) {
        return """
                {"url":"%s","shards":%d,"session_start_limit":{"total":%d,"remaining":%d,"reset_after":%d,\
                "max_concurrency":%d}}""".formatted(
                        gatewayUrl,
                        settings.shards(),
                        settings.sessionStarts(),
                        sessionStartsLeft,
                        sessionStartsLeft == settings.sessionStarts() ? 0 : 86_400_000,
                        settings.maxConcurrency());
    }
}
