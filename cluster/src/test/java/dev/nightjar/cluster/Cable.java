package dev.nightjar.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP proxy between clients and one server on loopback, which can be cut, frozen and healed. It dials the server once for each
 * client, and passes on the bytes of each direction in a virtual thread.
 */
final class Cable implements AutoCloseable {

    /** A direction of bytes. */
    enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    private final int serverPort;
    private final ServerSocket listening;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All of these are guarded by lock.
    private final List<Socket> open = new ArrayList<>();
    private boolean cut;
    private boolean toServerFrozen;
    private boolean toClientFrozen;
    private long delayNanos;

    private Cable(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Opens a cable to a server on this port of the machine. */
    static Cable to(int serverPort) throws IOException {
        Cable cable = new Cable(serverPort);
        Thread.ofVirtual().name("cable").start(cable::accept);
        return cable;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Resets all connections, and each new one at once, until it is healed. */
    void cut() {
        change(() -> cut = true);
        resetAll();
    }

    /** Holds all bytes in both directions; connections stay open. */
    void freeze() {
        change(() -> {
            toServerFrozen = true;
            toClientFrozen = true;
        });
    }

    /** Holds all bytes in one direction. */
    void freeze(Direction direction) {
        change(() -> {
            if (direction == Direction.TO_SERVER) {
                toServerFrozen = true;
            } else {
                toClientFrozen = true;
            }
        });
    }

    /** Lets everything pass this much later. */
    void delay(long milliseconds) {
        change(() -> delayNanos = TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    /** Lets everything pass; what was held comes first. */
    void heal() {
        change(() -> {
            cut = false;
            toServerFrozen = false;
            toClientFrozen = false;
            delayNanos = 0;
        });
    }

    @Override
    public void close() {
        change(() -> cut = true);
        try {
            listening.close();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        resetAll();
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void resetAll() {
        List<Socket> all;
        lock.lock();
        try {
            all = List.copyOf(open);
            open.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(Cable::reset);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            // That is what was wanted.
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().name("cable/connect").start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            boolean refused;
            lock.lock();
            try {
                refused = cut;
                if (!refused) {
                    open.add(client);
                    open.add(server);
                }
            } finally {
                lock.unlock();
            }
            if (refused) {
                reset(client);
                reset(server);
                return;
            }
            Thread.ofVirtual().name("cable/to-server").start(() -> pass(client, server, Direction.TO_SERVER));
            Thread.ofVirtual().name("cable/to-client").start(() -> pass(server, client, Direction.TO_CLIENT));
        } catch (IOException noServer) {
            reset(client);
        }
    }

    private void pass(Socket from, Socket to, Direction direction) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                hold(direction);
                out.write(buffer, 0, count);
            }
        } catch (IOException end) {
            // Both ends are reset below.
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        reset(from);
        reset(to);
    }

    private void hold(Direction direction) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = delayNanos;
            while (!cut && (left > 0 || (direction == Direction.TO_SERVER ? toServerFrozen : toClientFrozen))) {
                if (left > 0) {
                    left = changed.awaitNanos(left);
                } else {
                    changed.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
