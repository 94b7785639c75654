package dev.nightjar.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A gateway that does as little as possible while it is measured against: everything is compressed and framed before. A
 * process of its own; it prints its port, and ends when its standard input does.
 *
 * <p>The path says what a connection gets: {@code /saturated/EVENTS/NUMBER}, {@code /paced/EVENTS/NUMBER/PER_SECOND}, {@code
 * /idle/INTERVAL_MILLIS/NUMBER}, {@code /arrival/GUILDS/NUMBER} or, for clients of others, {@code /peers/EVENTS/NUMBER/PER_SECOND}, 0
 * a second for as fast as it goes. Nothing large is sent before the client has spoken: the JDK's WebSocket loses bytes that arrive
 * together with the answer to the upgrade.
 */
public final class LoadGenerator {

    private static final int CHUNK = 100; // messages

    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Stamps stamps;

    private LoadGenerator(Stamps stamps) {
        this.stamps = stamps;
    }

    /** Takes the file of the stamps. */
    public static void main(String[] arguments) throws Exception {
        LoadGenerator generator = new LoadGenerator(new Stamps(Path.of(arguments[0])));
        ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
        System.out.println(server.socket().getLocalPort());
        Thread.ofPlatform().daemon().start(() -> generator.accept(server));
        while (System.in.read() >= 0) {
            // Until whoever started this is gone.
        }
    }

    private void accept(ServerSocketChannel server) {
        try {
            while (true) {
                SocketChannel socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(SocketChannel socket) {
        try (socket) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ServerSide client = ServerSide.upgrade(socket);
            String[] path = client.path().split("/");
            int amount = Integer.parseInt(path[2]);
            int number = Integer.parseInt(path[3]);
            Script script = script(path[1], client.compression(), amount);
            send(socket, script, 0, 1);
            client.expect(2);
            send(socket, script, 1, 2);
            switch (path[1]) {
                case "saturated" -> {
                    client.expect(3);
                    saturate(socket, script, stamps.row(number, amount));
                    client.awaitClose();
                }
                case "paced" -> {
                    client.expect(3);
                    pace(socket, script, stamps.row(number, amount), number, Integer.parseInt(path[4]));
                    client.awaitClose();
                }
                case "peers" -> {
                    client.expect(3);
                    Stamps.Row written = stamps.row(number, amount);
                    int perSecond = Integer.parseInt(path[4]);
                    if (perSecond == 0) {
                        saturate(socket, script, written);
                    } else {
                        pace(socket, script, written, number, perSecond);
                    }
                    client.awaitClose();
                }
                case "arrival" -> {
                    send(socket, script, 2, 2 + amount);
                    acknowledge(socket, script, 2 + amount, client);
                }
                default -> acknowledge(socket, script, 2, client);
            }
        } catch (IOException e) {
            // The client is gone, as it may at any time.
        }
    }

    private Script script(String kind, Compression compression, int amount) {
        return scripts.computeIfAbsent(kind + " " + compression + amount, key -> switch (kind) {
            case "idle" -> Script.idle(compression, amount);
            case "peers" -> Script.peers(compression, amount);
            case "arrival" -> Script.arrival(compression, amount);
            default -> Script.events(compression, amount);
        });
    }

    private static void saturate(SocketChannel socket, Script script, Stamps.Row written) throws IOException {
        for (int from = 2; from < script.messages(); from += CHUNK) {
            int to = Math.min(script.messages(), from + CHUNK);
            written.write(from, to);
            send(socket, script, from, to);
        }
    }

    private static void pace(SocketChannel socket, Script script, Stamps.Row written, int number, int perSecond)
            throws IOException {
        long period = 1_000_000_000L / perSecond;
        // The connections of a fleet take turns.
        long due = System.nanoTime() + period * (number % 200) / 200;
        for (int message = 2; message < script.messages(); message++) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            written.write(message, message + 1);
            send(socket, script, message, message + 1);
            due += period;
        }
    }

    private static void acknowledge(SocketChannel socket, Script script, int from, ServerSide client)
            throws IOException {
        for (int message = from; message < script.messages(); message++) {
            client.expect(1);
            send(socket, script, message, message + 1);
        }
    }

    private static void send(SocketChannel socket, Script script, int from, int to) throws IOException {
        ByteBuffer frames = script.frames(from, to);
        while (frames.hasRemaining()) {
            socket.write(frames);
        }
    }
}
