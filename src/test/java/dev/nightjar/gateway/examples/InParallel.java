package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.MessageCreate;

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

    private static void answer(MessageCreate message) {
        System.out.println(message.message().content());
    }
}
