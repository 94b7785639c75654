package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import java.net.URI;

/** This library: one shard, and a loop over it on a platform thread. Everything is left at its default but the compression. */
final class NightjarPeer implements Peer {

    private static final int DISPATCH = 0;

    private final Handled handled;
    private final Shard shard;

    NightjarPeer(URI gateway, boolean typed, Handled handled) {
        this.handled = handled;
        GatewayConfig config = GatewayConfig.builder("token")
                .intents(Intent.values())
                .gatewayUrl(gateway)
                .compression(Compression.ZLIB)
                .identifyQueue(id -> {})
                .build();
        shard = Shard.open(ShardId.ONE, config);
        ThreadKind.PLATFORM.start("user", typed ? this::loopTyped : this::loopRaw);
    }

    private void loopTyped() {
        for (Event event : shard.events()) {
            if (event.payload().op() == DISPATCH) {
                handled.dispatch(event.payload().sequence());
            }
        }
    }

    private void loopRaw() {
        for (GatewayMessage message : shard.messages()) {
            if (message instanceof GatewayMessage.Text text && text.op() == DISPATCH) {
                handled.dispatch(text.sequence());
            }
        }
    }

    @Override
    public void go() {
        shard.sendJson(Client.GO);
    }
}
