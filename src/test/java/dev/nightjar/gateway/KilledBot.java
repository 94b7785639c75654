package dev.nightjar.gateway;

import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A process that is made to be killed: it writes down each event that it handles, and keeps its session in a folder. */
final class KilledBot {

    static final ShardId SHARD = ShardId.ONE;

    private KilledBot() {}

    static GatewayConfig config(URI gateway, Path folder) {
        return GatewayConfig.builder(Bench.TOKEN)
                .intents(Intent.GUILDS, Intent.GUILD_MESSAGES)
                .gatewayUrl(gateway)
                .compression(Compression.NONE)
                .sessionStore(FileSessionStore.of(folder))
                .sessionSaveInterval(Duration.ofMillis(20))
                .build();
    }

    /** Says on its output when it has handled another 500 events and its session is kept. */
    public static void main(String[] args) throws IOException {
        GatewayConfig config = config(URI.create(args[0]), Path.of(args[1]));
        int handled = 0;
        try (Shard shard = Shard.open(SHARD, config);
                OutputStream notes =
                        Files.newOutputStream(Path.of(args[2]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (Event event : shard.events()) {
                if (event.payload().op() == Protocol.DISPATCH) {
                    // One write, which is done or not done when the process is killed.
                    notes.write((event.payload().sequence() + "\n").getBytes(StandardCharsets.UTF_8));
                    handled++;
                }
                if (handled >= 500 && isKept(config)) {
                    handled = 0;
                    System.out.println("500 more");
                }
            }
        }
    }

    private static boolean isKept(GatewayConfig config) throws IOException {
        return config.sessionStore()
                .orElseThrow()
                .load(StoredSession.key(config, SHARD))
                .isPresent();
    }
}
