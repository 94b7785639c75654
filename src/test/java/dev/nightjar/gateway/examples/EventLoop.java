package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.Compression;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.GuildCreate;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.TypingStart;
import dev.nightjar.gateway.event.Unknown;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Prints what a gateway sends, one line an event: Discord's if DISCORD_TOKEN is set, otherwise that of a simulated gateway in
 * the same process, which asks for a reconnect on the way. System properties: {@code compression} and {@code events}, after
 * how many of the simulated gateway's events to end (0: on Ctrl-C).
 */
final class EventLoop {

    private EventLoop() {}

    public static void main(String[] args) {
        Compression compression =
                Compression.valueOf(System.getProperty("compression", "zstd").toUpperCase(Locale.ROOT));
        String token = System.getenv("DISCORD_TOKEN");
        if (token != null && !token.isBlank()) {
            run(GatewayConfig.builder(token).compression(compression), Intent.unprivileged(), 0, () -> {});
            return;
        }
        int limit = Integer.getInteger("events", 40);
        try (SimulatedGateway gateway =
                SimulatedGateway.builder().eventsPerSecond(2).start()) {
            System.out.println("A simulated gateway at " + gateway.url() + "; set DISCORD_TOKEN for Discord's.");
            GatewayConfig.Builder config =
                    GatewayConfig.builder("simulated").gatewayUrl(gateway.url()).compression(compression);
            Set<Intent> intents = Intent.unprivileged();
            intents.add(Intent.MESSAGE_CONTENT);
            run(config, intents, limit, () -> gateway.faults().reconnect());
        }
    }

    private static void run(GatewayConfig.Builder config, Set<Intent> intents, int limit, Runnable halfway) {
        Shard shard =
                Shard.open(ShardId.ONE, config.intents(intents).log(Level.OFF).build()); // each is printed
        Thread user = Thread.currentThread();
        Thread atExit = new Thread(() -> closeAndAwait(shard, user));
        Runtime.getRuntime().addShutdownHook(atExit);
        long dispatches = 0;
        try (shard) {
            for (Event event : shard.events()) {
                System.out.println(line(event));
                if (event.payload().op() != 0) {
                    continue;
                }
                dispatches++;
                if (dispatches == limit) {
                    break;
                }
                if (dispatches == limit / 2) {
                    halfway.run();
                }
            }
        }
        System.out.println("Closed after " + dispatches + " events.");
    }

    /** On Ctrl-C: the close ends the loop, which then says its last word. */
    private static void closeAndAwait(Shard shard, Thread user) {
        shard.close();
        try {
            user.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(Event event) {
        return switch (event) {
            case Connected c -> "connected to " + c.url() + ", heartbeat every " + c.heartbeatInterval();
            case Disconnected d ->
                "disconnected by " + d.initiator() + " with " + d.code() + " (" + d.reason() + "), next: " + d.next();
            case ConnectFailed f ->
                "could not connect, again in " + f.retryIn() + ": " + f.cause().getMessage();
            case Ready r ->
                dispatch(event) + r.user().username() + ", " + r.guilds().size() + " guilds";
            case GuildCreate.Available g -> dispatch(event) + g.guild().name() + ", " + g.memberCount() + " members";
            case GuildCreate.Unavailable g -> dispatch(event) + g.id() + " is unavailable";
            case MessageCreate m ->
                dispatch(event) + m.message().author().username() + ": "
                        + shorten(m.message().content());
            case TypingStart t -> dispatch(event) + "user " + t.userId() + " in channel " + t.channelId();
            case Unknown u -> dispatch(event) + u.payload().size() + " bytes";
            default -> dispatch(event);
        };
    }

    private static String dispatch(Event event) {
        return String.format(
                "%6d  %-24s ", event.payload().sequence(), event.payload().name());
    }

    private static String shorten(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }
}
