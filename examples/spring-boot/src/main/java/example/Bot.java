package example;

import dev.nightjar.gateway.FileSessionStore;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The bot's shards. They start after everything else and stop before it: so a listener has all that it needs while it handles an
 * event. Each event is published to the application's listeners, one after the other.
 */
@Component
class Bot implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    private final BotProperties properties;
    private final ApplicationEventPublisher listeners;
    private volatile @Nullable Fleet fleet;

    Bot(BotProperties properties, ApplicationEventPublisher listeners) {
        this.properties = properties;
        this.listeners = listeners;
    }

    /** Asks Discord how many shards to run and starts them; they connect in the background. */
    @Override
    public void start() {
        try {
            Fleet opened = Fleet.openRecommended(config());
            fleet = opened;
            Thread.ofVirtual().name("bot").start(() -> publishAll(opened));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the bot started", e);
        }
    }

    private GatewayConfig config() {
        GatewayConfig.Builder config = GatewayConfig.builder(properties.token())
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .sessionStore(FileSessionStore.of(properties.sessions()));
        if (properties.gatewayUrl() != null) {
            config.gatewayUrl(properties.gatewayUrl());
        }
        if (properties.apiUrl() != null) {
            config.apiUrl(properties.apiUrl());
        }
        return config.build();
    }

    private void publishAll(Fleet opened) {
        try {
            for (ShardEvent next : opened.events()) {
                publish(next.event());
            }
        } catch (GatewayException e) {
            // A shard has failed for good, for example because the token is wrong. The liveness probe says so, too.
            LOG.error("The bot has ended: {}", e.getMessage(), e);
        }
    }

    /** A listener that fails holds up neither the other events nor the bot. */
    private void publish(Event event) {
        try {
            listeners.publishEvent(event);
        } catch (RuntimeException e) {
            LOG.error("A listener has failed at a {}", event.getClass().getSimpleName(), e);
        }
    }

    /**
     * Closes the connections so that the sessions stay, and waits until the event in hand is handled. The next process goes on behind
     * that one, and gets what has happened meanwhile.
     */
    @Override
    public void stop() {
        Fleet running = fleet;
        if (running == null) {
            return;
        }
        running.suspend();
        try {
            running.awaitLoop(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fleet = null;
    }

    @Override
    public boolean isRunning() {
        return fleet != null;
    }

    /** The shards for metrics and probes: none before the start and after the end. */
    List<Shard> shards() {
        Fleet running = fleet;
        return running == null ? List.of() : running.shards();
    }
}
