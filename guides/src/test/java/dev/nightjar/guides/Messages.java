package dev.nightjar.guides;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.GatewayConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Sends messages with Discord's HTTP API. */
final class Messages {

    private final HttpClient http = HttpClient.newHttpClient();
    private final GatewayConfig config;

    Messages(GatewayConfig config) {
        this.config = config;
    }

    void send(long channelId, String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(config.apiUrl() + "/channels/" + channelId + "/messages"))
                .header("Authorization", config.token())
                .header("User-Agent", "DiscordBot (https://example.com, 1.0)")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.std.asString(Map.of("content", text))))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            System.err.println("Discord answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
