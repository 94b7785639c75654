package example;

import dev.nightjar.gateway.FileSessionStore;
import dev.nightjar.gateway.Fleet;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Prints the messages that it can see. Its environment has the settings, as is usual in a container. */
public final class Bot {

    private Bot() {}

    public static void main(String[] args) throws InterruptedException {
        Fleet fleet = Fleet.openRecommended(config(System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> suspend(fleet)));
        for (ShardEvent next : fleet.events()) {
            switch (next.event()) {
                case Ready ready ->
                    System.out.println("Logged in as " + ready.user().username());
                case Resumed resumed -> System.out.println("Goes on where it was");
                case MessageCreate m ->
                    System.out.println(m.message().author().username() + ": "
                            + m.message().content());
                default -> {}
            }
        }
    }

    private static GatewayConfig config(Map<String, String> environment) {
        // The training run needs no token.
        GatewayConfig.Builder config = GatewayConfig.builder(environment.getOrDefault("DISCORD_TOKEN", "none"))
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT);
        if (environment.containsKey("SESSIONS")) {
            config.sessionStore(FileSessionStore.of(Path.of(environment.get("SESSIONS"))));
        }
        // The training run has another gateway than Discord's.
        if (environment.containsKey("GATEWAY_URL")) {
            config.gatewayUrl(URI.create(environment.get("GATEWAY_URL")))
                    .apiUrl(URI.create(environment.get("API_URL")));
        }
        return config.build();
    }

    /** Keeps the sessions for the next process, and waits until the event in hand is handled. */
    private static void suspend(Fleet fleet) {
        fleet.suspend();
        try {
            fleet.awaitLoop(Duration.ofSeconds(8)); // docker stop kills after ten
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
