package dev.nightjar.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import discord4j.common.JacksonResources;
import discord4j.common.retry.ReconnectOptions;
import discord4j.discordjson.json.gateway.Dispatch;
import discord4j.discordjson.json.gateway.StatusUpdate;
import discord4j.gateway.DefaultGatewayClient;
import discord4j.gateway.GatewayClient;
import discord4j.gateway.GatewayObserver;
import discord4j.gateway.GatewayOptions;
import discord4j.gateway.GatewayReactorResources;
import discord4j.gateway.IdentifyOptions;
import discord4j.gateway.intent.IntentSet;
import discord4j.gateway.json.GatewayPayload;
import discord4j.gateway.limiter.RateLimitTransformer;
import discord4j.gateway.payload.JacksonPayloadReader;
import discord4j.gateway.payload.JacksonPayloadWriter;
import discord4j.gateway.retry.GatewayStateChange;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The gateway client of Discord4J, with the options that its own bootstrap gives it, and its typed dispatches, which are handled
 * on the thread that has read them. What Discord4J has above it, the store and the entities, is left out: it would only cost
 * more.
 */
final class Discord4JPeer implements Peer {

    private static final int MISSED_ACKS = 1;

    private final Handled handled;
    private final GatewayClient client;
    private long dispatches; // which do not have their sequence

    Discord4JPeer(URI gateway, Handled handled) {
        this.handled = handled;
        ObjectMapper mapper = JacksonResources.create().getObjectMapper();
        GatewayReactorResources resources = GatewayReactorResources.create();
        client = new DefaultGatewayClient(new GatewayOptions(
                "token",
                resources,
                new JacksonPayloadReader(mapper),
                new JacksonPayloadWriter(mapper),
                ReconnectOptions.builder()
                        .setBackoffScheduler(resources.getTimerTaskScheduler())
                        .build(),
                IdentifyOptions.builder(0, 1).intents(IntentSet.all()).build(),
                GatewayObserver.NOOP_LISTENER,
                new RateLimitTransformer(1, Duration.ofSeconds(6)),
                MISSED_ACKS));
        client.dispatch().subscribe(this::onDispatch);
        client.execute(gateway + "?compress=zlib-stream&encoding=json&v=10")
                .subscribe(nothing -> {}, end -> handled.fail("Discord4J ended with " + end));
    }

    private void onDispatch(Dispatch dispatch) {
        if (!(dispatch instanceof GatewayStateChange)) { // which Discord4J makes itself
            handled.dispatch(++dispatches);
        }
    }

    @Override
    public void go() {
        StatusUpdate idle = StatusUpdate.builder()
                .since(Optional.empty())
                .activities(List.of())
                .status("idle")
                .afk(false)
                .build();
        client.send(Mono.just(GatewayPayload.statusUpdate(idle))).subscribe();
    }
}
