package example;

import dev.nightjar.gateway.FileSessionStore;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GatewayException;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.metrics.GatewayMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** The bot's shards. Each event is given to the application's observers, one after the other. */
@ApplicationScoped
class Bot {

    private final BotConfig config;
    private final MeterRegistry registry;
    private final jakarta.enterprise.event.Event<Event> observers;
    private volatile Fleet fleet;

    Bot(BotConfig config, MeterRegistry registry, jakarta.enterprise.event.Event<Event> observers) {
        this.config = config;
        this.registry = registry;
        this.observers = observers;
    }

    /** Asks Discord how many shards to run and starts them; they connect in the background. */
    void start(@Observes StartupEvent start) throws InterruptedException {
        GatewayMetrics.of(this, Bot::shards).bindTo(registry);
        Fleet opened = Fleet.openRecommended(gatewayConfig());
        fleet = opened;
        Thread.ofVirtual().name("bot").start(() -> fireAll(opened));
    }

    private GatewayConfig gatewayConfig() {
        GatewayConfig.Builder builder = GatewayConfig.builder(config.token())
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .sessionStore(FileSessionStore.of(config.sessions()));
        config.gatewayUrl().ifPresent(builder::gatewayUrl);
        config.apiUrl().ifPresent(builder::apiUrl);
        return builder.build();
    }

    private void fireAll(Fleet opened) {
        try {
            for (ShardEvent next : opened.events()) {
                fire(next.event());
            }
        } catch (GatewayException e) {
            // A shard has failed for good, for example because the token is wrong. The liveness probe says so, too.
            Log.error("The bot has ended: " + e.getMessage(), e);
        }
    }

    /** An observer that fails holds up neither the other events nor the bot. */
    private void fire(Event event) {
        try {
            observers.fire(event);
        } catch (RuntimeException e) {
            Log.errorf(e, "An observer has failed at a %s", event.getClass().getSimpleName());
        }
    }

    /**
     * Closes the connections so that the sessions stay, and waits until the event in hand is handled. The next process goes on behind
     * that one, and gets what has happened meanwhile.
     */
    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        Fleet running = fleet;
        if (running != null) {
            running.suspend();
            running.awaitLoop(Duration.ofSeconds(10));
        }
    }

    /** The shards for metrics and probes: none before the start. */
    List<Shard> shards() {
        Fleet running = fleet;
        return running == null ? List.of() : running.shards();
    }
}
