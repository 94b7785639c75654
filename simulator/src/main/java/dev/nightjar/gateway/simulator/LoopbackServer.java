package dev.nightjar.gateway.simulator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A server for HTTP and WebSocket on one port of loopback, with one daemon thread: Netty's event loop, which makes all calls
 * to its guest. Safe for any thread.
 */
final class LoopbackServer implements AutoCloseable {

    static final String THREAD_NAME = "gateway-simulator";

    private static final InetAddress HOST = InetAddress.getLoopbackAddress();
    private static final int REQUEST_LIMIT = 64 * 1024;
    private static final WriteBufferWaterMark WRITE_MARKS = new WriteBufferWaterMark(128 * 1024, 512 * 1024);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int RELEASE_TURNS = 1000;

    private final Guest guest;
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(THREAD_NAME, true), NioIoHandler.newFactory());
    private final EventLoop eventLoop = loop.next(); // the only one
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private volatile int port; // written once, by listen

    private final ReentrantLock doorLock = new ReentrantLock();
    private @Nullable Channel listener; // guarded by doorLock
    private @Nullable Socket placeholder; // guarded by doorLock

    private final List<Runnable> heldUpgrades = new ArrayList<>(); // confined to the event loop
    private volatile UpgradeRule upgradeRule = new UpgradeRule.Grant(); // written by the test, read by the event loop

    /** Starts the event loop; {@link #close()} ends it. */
    LoopbackServer(Guest guest) {
        this.guest = guest;
    }

    /** Takes the port, or a free one if it is 0. Once. */
    void listen(int wanted) {
        doorLock.lock();
        try {
            Channel bound = bind(wanted);
            port = ((InetSocketAddress) bound.localAddress()).getPort();
            listener = bound;
        } catch (RuntimeException failure) {
            close();
            throw failure;
        } finally {
            doorLock.unlock();
        }
    }

    private Channel bind(int wanted) {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_MARKS)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        welcome(channel);
                    }
                })
                .bind(new InetSocketAddress(HOST, wanted))
                .syncUninterruptibly()
                .channel();
    }

    private void welcome(Channel channel) {
        accepted.incrementAndGet();
        open.add(channel);
        channel.closeFuture().addListener(closed -> open.remove(channel));
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(REQUEST_LIMIT))
                .addLast(new Door(this, guest));
    }

    URI url() {
        return URI.create("ws://" + HOST.getHostAddress() + ":" + port);
    }

    URI httpUrl() {
        return URI.create("http://" + HOST.getHostAddress() + ":" + port);
    }

    /** How many TCP connections were ever accepted. */
    int connections() {
        return accepted.get();
    }

    int openConnections() {
        return open.size();
    }

    UpgradeRule upgradeRule() {
        return upgradeRule;
    }

    /** Changes what happens to the next upgrades; the held upgrades are granted unless the new rule holds too. */
    void upgradeRule(UpgradeRule rule) {
        upgradeRule = rule;
        if (!(rule instanceof UpgradeRule.Hold)) {
            execute(this::grantHeld);
        }
    }

    /** Holds an upgrade. Called only on the event loop. */
    void hold(Runnable upgrade) {
        heldUpgrades.add(upgrade);
    }

    private void grantHeld() {
        List<Runnable> upgrades = List.copyOf(heldUpgrades);
        heldUpgrades.clear();
        upgrades.forEach(Runnable::run);
    }

    /** Stops listening, so that new connections are refused. Those that are open stay. */
    void refuse() {
        doorLock.lock();
        try {
            if (listener != null) {
                listener.close().syncUninterruptibly();
                listener = null;
                placeholder = keepPort();
            }
        } finally {
            doorLock.unlock();
        }
    }

    /**
     * Binds the port without listening. If the port were free, the kernel could give it to a client as its local port, and on
     * loopback a client that dials its own port connects to itself instead of being refused.
     */
    private Socket keepPort() {
        Socket socket = new Socket();
        for (int turn = 1; ; turn++) {
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(HOST, port));
                return socket;
            } catch (BindException taken) {
                // The selector releases the closed listener in its next turn, after Netty has reported it as closed.
                if (turn == RELEASE_TURNS) {
                    throw new UncheckedIOException(taken);
                }
                run(() -> {});
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Listens on the same port again. */
    void listenAgain() {
        doorLock.lock();
        try {
            if (listener == null && !loop.isShuttingDown()) {
                dropPlaceholder();
                listener = bind(port);
            }
        } finally {
            doorLock.unlock();
        }
    }

    private void dropPlaceholder() {
        try {
            if (placeholder != null) {
                placeholder.close();
                placeholder = null;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs a task on the event loop, soon. Dropped when the server was closed. */
    void execute(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }

    /** Runs a task on the event loop, later. */
    void schedule(Runnable task, Duration delay) {
        if (!loop.isShuttingDown()) {
            var unused = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Runs a task on the event loop and waits for its end. Dropped when the server was closed. */
    void run(Runnable task) {
        if (eventLoop.inEventLoop()) {
            task.run();
        } else if (!loop.isShuttingDown()) {
            call(Executors.callable(task));
        }
    }

    /** Runs a task on the event loop and waits for its answer. Must not be called on the event loop. */
    <T extends @Nullable Object> T call(Callable<T> task) {
        try {
            return loop.submit(task).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The gateway failed: " + failure.getCause(), failure.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException("The event loop of the gateway is stuck", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stop);
        }
    }

    @Override
    public void close() {
        doorLock.lock();
        try {
            dropPlaceholder();
        } finally {
            doorLock.unlock();
        }
        stopLoop();
    }

    private void stopLoop() {
        // The loop closes every channel that is registered with it, listener and clients, before it ends.
        loop.shutdownGracefully(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    /** The gateway behind the port. Called on the event loop. */
    interface Guest {

        /** Answers a plain HTTP request. */
        HttpAnswer answer(HttpQuestion question);

        /** Accepts a client that has completed the upgrade, and returns the listener for what it sends. */
        ServerConnection.Listener welcome(ServerConnection connection);
    }

    /** A plain HTTP request. */
    record HttpQuestion(
            String method, String path, @Nullable String authorization) {}

    /** A JSON answer to a plain HTTP request. */
    record HttpAnswer(int status, String json) {

        static HttpAnswer notFound() {
            return new HttpAnswer(404, "{\"message\":\"404: Not Found\",\"code\":0}");
        }

        ByteBuf body() {
            return Unpooled.copiedBuffer(json, StandardCharsets.UTF_8);
        }
    }
}
