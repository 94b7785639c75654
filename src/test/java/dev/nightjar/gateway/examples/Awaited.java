package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.AwaitedEvent;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.event.InteractionCreate;
import dev.nightjar.gateway.event.MessageCreate;
import java.time.Duration;
import java.util.Optional;

/** Waiting for certain events. */
final class Awaited {

    private Awaited() {}

    static Optional<MessageCreate> answer(Shard shard, MessageCreate question) throws InterruptedException {
        long channel = question.message().channelId();
        // @start region="await"
        Optional<MessageCreate> answer =
                shard.await(MessageCreate.class, m -> m.message().channelId() == channel, Duration.ofMinutes(1));
        // @end
        return answer;
    }

    static void ask(Shard shard, String buttonId, Runnable sendMessage) throws InterruptedException {
        // @start region="expect"
        try (AwaitedEvent<InteractionCreate.MessageComponent> click = shard.expect(
                InteractionCreate.MessageComponent.class,
                c -> c.data().customId().equals(buttonId))) {
            sendMessage.run(); // with the button
            click.await(Duration.ofMinutes(5)).ifPresent(c -> System.out.println("clicked in " + c.guildId()));
        }
        // @end
    }
}
