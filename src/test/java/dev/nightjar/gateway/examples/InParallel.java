package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.GatewayMessage;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.MessageCreate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Handling events in parallel. */
final class InParallel {

    private InParallel() {}

    static void run(Shard shard) {
        // @start region="handle"
        shard.events().handle(1_000, Event::guildId, event -> {
            if (event instanceof MessageCreate m) {
                answer(m); // may take long: only this guild's events wait for it
            }
        });
        // @end
    }

    /** A log that acknowledges later what it was given. */
    interface Log {
        CompletionStage<?> append(byte[] json);
    }

    static void log(Shard shard, Log log) {
        // @start region="async"
        shard.messages().handleAsync(1_000, message -> switch (message) {
            case GatewayMessage.Text text -> log.append(text.bytes()); // handled when the log has acknowledged it
            case GatewayMessage.Close end -> CompletableFuture.completedFuture(null);
        });
        // @end
    }

    private static void answer(MessageCreate message) {
        System.out.println(message.message().content());
    }
}
