package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayInfo;
import dev.nightjar.gateway.LocalIdentifyQueue;
import dev.nightjar.gateway.event.Intent;

/** A bot that runs as many shards as Discord recommends, as fast as Discord allows. */
final class Recommended {

    private Recommended() {}

    static GatewayConfig config(String token) throws InterruptedException {
        // @start region="info"
        GatewayConfig.Builder builder = GatewayConfig.builder(token).intents(Intent.GUILDS);
        GatewayInfo info = GatewayInfo.fetch(builder.build());
        GatewayConfig config = builder.gatewayUrl(info.url())
                .identifyQueue(LocalIdentifyQueue.of(info.sessionStartLimit()))
                .build();
        System.out.println("Discord recommends " + info.range().ids());
        // @end
        return config;
    }
}
