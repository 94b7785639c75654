package dev.nightjar.gateway.examples;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.gateway.FileSessionStore;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.InteractionCreate;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.model.interaction.Interaction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A whole bot: a slash command asks for a message in its channel and repeats it. A restart misses no event. */
public final class EchoBot {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;
    private final Shard shard;

    EchoBot(GatewayConfig.Builder config, Path sessions) {
        GatewayConfig whole = config.intents(Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
                .presence(UpdatePresence.of(UpdatePresence.Status.IDLE))
                .sessionStore(FileSessionStore.of(sessions))
                .build();
        api = whole.apiUrl();
        shard = Shard.open(ShardId.ONE, whole);
    }

    public static void main(String[] args) {
        EchoBot bot = new EchoBot(GatewayConfig.builder(System.getenv("DISCORD_TOKEN")), Path.of("sessions"));
        Runtime.getRuntime().addShutdownHook(new Thread(bot::stop));
        bot.run();
    }

    /** Handles events until the shard ends: those of one guild in their order, those of different guilds in parallel. */
    void run() {
        shard.events().handle(1_000, Event::guildId, event -> {
            if (event instanceof InteractionCreate.ApplicationCommand command) {
                answer(command.interaction());
            }
        });
    }

    /** Keeps the session, so that the next process gets what happens meanwhile. */
    void stop() {
        shard.suspend();
    }

    private void answer(Interaction asked) throws IOException, InterruptedException {
        try (var reply = shard.expect(MessageCreate.class, m -> m.message().channelId() == asked.channelId())) {
            post("/interactions/" + asked.id() + "/" + asked.token() + "/callback", 4, "Say something!");
            String said = reply.await(PATIENCE).map(m -> m.message().content()).orElse("nothing");
            shard.send(UpdatePresence.of(UpdatePresence.Status.ONLINE));
            post("/webhooks/" + asked.applicationId() + "/" + asked.token(), 0, "You said: " + said);
        }
    }

    // Discord: interactions/receiving-and-responding#interaction-response-object
    private void post(String path, int type, String content) throws IOException, InterruptedException {
        Map<String, Object> data = Map.of("content", content);
        String json = JSON.std.asString(type == 0 ? data : Map.of("type", type, "data", data));
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        http.send(request, BodyHandlers.discarding());
    }
}
