package dev.nightjar.gateway.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightjar.gateway.Compression;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
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
        // No locale is set, as in most containers; people write more than ASCII.
        if (System.out.charset().equals(US_ASCII)) {
            System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
        }
        Compression compression = compression(System.getProperty("compression", "zstd"));
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
            run(config, intents, limit, () -> {
                System.out.println("The gateway is told to ask for a reconnect, as Discord does from time to time:");
                gateway.faults().reconnect();
            });
        }
    }

    private static void run(GatewayConfig.Builder config, Set<Intent> intents, int limit, Runnable halfway) {
        Shard shard =
                Shard.open(ShardId.ONE, config.intents(intents).log(Level.OFF).build()); // each is printed
        Thread user = Thread.currentThread();
        Thread atExit = new Thread(() -> closeAndAwait(shard, user));
        Runtime.getRuntime().addShutdownHook(atExit);
        EventLine line = new EventLine();
        long dispatches = 0;
        long sequence = 0;
        try (shard) {
            for (Event event : shard.events()) {
                System.out.println(line.of(event));
                if (event.payload().op() != 0) {
                    continue;
                }
                dispatches++;
                sequence = event.payload().sequence();
                if (dispatches == limit) {
                    break;
                }
                if (dispatches == limit / 2) {
                    halfway.run();
                }
            }
        }
        System.out.println("Closed after " + dispatches + " events"
                + (sequence == dispatches ? ": none is missing, and none came twice." : "."));
    }

    private static Compression compression(String name) {
        try {
            return Compression.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("-Dcompression=" + name + " is none of zstd, zlib, payload and none", e);
        }
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
}
