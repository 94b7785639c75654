package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.Compression;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Activity;
import dev.nightjar.gateway.command.UpdatePresence.Status;
import dev.nightjar.gateway.event.Intent;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;

/** What a configuration can say. */
final class Configured {

    private Configured() {}

    static GatewayConfig bot(String token) {
        // @start region="config"
        GatewayConfig config = GatewayConfig.builder(token)
                .intents(Intent.unprivileged())
                .presence(UpdatePresence.of(Status.IDLE, Activity.of(Activity.Type.LISTENING, "the night")))
                .compression(Compression.ZLIB)
                .eventBuffer(1_000)
                .build();
        // @end
        return config;
    }

    static GatewayConfig talkative(String token) {
        // @start region="log"
        GatewayConfig config = GatewayConfig.builder(token)
                .intents(Intent.GUILDS)
                .log(System.Logger.Level.INFO)
                .build();
        // @end
        return config;
    }

    static GatewayConfig behindGatewayProxy(String token) {
        // @start region="gateway-proxy"
        GatewayConfig config = GatewayConfig.builder(token)
                .intents(Intent.GUILDS)
                .gatewayUrl(URI.create("ws://gateway-proxy.internal:7878"))
                .build();
        // @end
        return config;
    }

    static GatewayConfig behindHttpProxy(String token) {
        // @start region="http-proxy"
        HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(InetSocketAddress.createUnresolved("proxy.example.org", 3128)))
                .executor(Runnable::run)
                .build();
        GatewayConfig config = GatewayConfig.builder(token)
                .intents(Intent.GUILDS)
                .httpClient(client)
                .build();
        // @end
        return config;
    }
}
