package dev.nightjar.guides;

import dev.nightjar.gateway.AwaitedEvent;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.MessageCreate;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Ways to handle many events at once. */
final class InParallel {

    private static final System.Logger LOG = System.getLogger("bot");

    private InParallel() {}

    /** What a bot does with a message; it may take long, and fail. */
    interface Work {
        void answer(MessageCreate message) throws IOException, InterruptedException;
    }

    static void byGuild(Shard shard, Work work) {
        // @start region="handle"
        shard.events().handle(1_000, Event::guildId, event -> {
            if (event instanceof MessageCreate m) {
                try {
                    work.answer(m);
                } catch (IOException | RuntimeException e) {
                    LOG.log(Level.WARNING, "A message was not answered", e);
                }
            }
        });
        // @end
    }

    static void byChannel(Fleet fleet, Work work) {
        // @start region="key"
        fleet.events().handle(1_000, InParallel::channel, next -> {
            if (next.event() instanceof MessageCreate m) {
                work.answer(m);
            }
        });
        // @end
    }

    // @start region="channel"
    /** The messages of one channel are handled in their order; all other events need not wait for any. */
    private static @Nullable Long channel(ShardEvent next) {
        return next.event() instanceof MessageCreate m ? m.message().channelId() : null;
    }
    // @end

    /** A client of a database that answers later. */
    interface Database {
        CompletionStage<?> insert(long id, String text);
    }

    static void elsewhere(Shard shard, Database database) {
        // @start region="async"
        shard.events().handleAsync(1_000, event -> switch (event) {
            case MessageCreate m ->
                database.insert(m.message().id(), m.message().content());
            default -> CompletableFuture.completedFuture(null);
        });
        // @end
    }

    static void ask(Shard shard, Messages messages, MessageCreate asked) throws IOException, InterruptedException {
        // @start region="expect"
        long channel = asked.message().channelId();
        long author = asked.message().author().id();
        try (AwaitedEvent<MessageCreate> reply = shard.expect(
                MessageCreate.class,
                m -> m.message().channelId() == channel && m.message().author().id() == author)) {
            messages.send(channel, "What is your name?");
            String name = reply.await(Duration.ofMinutes(1))
                    .map(m -> m.message().content())
                    .orElse("nobody");
            messages.send(channel, "Hello, " + name + "!");
        }
        // @end
    }
}
