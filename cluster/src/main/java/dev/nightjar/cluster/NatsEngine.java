package dev.nightjar.cluster;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An engine on a server of NATS with JetStream, or on a cluster of such servers: 2.9.10 and later. It makes the bucket and the
 * stream that it needs, unless they exist.
 *
 * <p>A server acknowledges a write before it is on the disk, and writes to the disk every two minutes, unless its configuration
 * says {@code sync_interval: always}, which servers from 2.10 on know. A single server should have that; otherwise it may lose the
 * writes of these minutes when its machine dies. The death of its process alone loses nothing.
 *
 * <p>Reads are answered by the leader of the bucket. For some seconds after a leader was cut off from the other servers it may
 * answer with what it knew; its writes are refused.
 */
public final class NatsEngine implements Engine {

    /** The client and the wire both ping each second: a connection that has answered none of them for three seconds ends. */
    private static final int MAX_PINGS_OUT = 6;

    private static final Duration RECONNECT_WAIT = Duration.ofMillis(250);
    private static final Duration RECONNECT_JITTER = Duration.ofMillis(100);

    private final NatsWire wire;
    private final NatsSettings settings;
    private final NatsLedger ledger;
    private final NatsCourier courier;
    private final AtomicReference<@Nullable NatsEventLog> log = new AtomicReference<>(); // set once

    private NatsEngine(NatsWire wire, NatsSettings settings, NatsLedger ledger) {
        this.wire = wire;
        this.settings = settings;
        this.ledger = ledger;
        this.courier = new NatsCourier(wire, settings);
    }

    /**
     * Connects to a server.
     *
     * @param url the server's URL, such as {@code nats://localhost:4222}, or several with commas between them
     * @param bot the bot's name or id; see {@link NatsSettings#of}
     * @return the engine
     * @throws EngineException when the server cannot be reached or has no JetStream
     * @throws InterruptedException when the thread is interrupted
     */
    public static NatsEngine connect(String url, String bot) throws EngineException, InterruptedException {
        return connect(Options.builder().server(url), NatsSettings.of(bot));
    }

    /**
     * Connects with options of your own, such as credentials and TLS. These options are set by this method: the name of the
     * connection, if you have set none; a ping each second; reconnects without end, a quarter of a second after each other; nothing
     * is kept for sending after a reconnect.
     *
     * @param options the options, which this method changes
     * @param settings the names and limits on the server
     * @return the engine
     * @throws EngineException when the server cannot be reached, refuses the credentials, or has no JetStream
     * @throws InterruptedException when the thread is interrupted
     */
    public static NatsEngine connect(Options.Builder options, NatsSettings settings)
            throws EngineException, InterruptedException {
        Options own = options.build();
        Events events = new Events(own.getConnectionListener());
        if (own.getConnectionName() == null) {
            options.connectionName("nightjar " + settings.prefix() + "-" + settings.bot());
        }
        options.pingInterval(NatsWire.PING_INTERVAL)
                .maxPingsOut(MAX_PINGS_OUT)
                .reconnectBufferSize(0)
                .maxReconnects(-1)
                .reconnectWait(RECONNECT_WAIT)
                .reconnectJitter(RECONNECT_JITTER)
                .reconnectJitterTls(RECONNECT_JITTER)
                .connectionTimeout(settings.timeout())
                .writeQueuePushTimeout(settings.timeout())
                .requestCleanupInterval(settings.timeout())
                .reportNoResponders()
                .connectionListener(events);
        Connection connection;
        try {
            connection = Nats.connect(options.build());
        } catch (IOException unreachable) {
            throw new EngineException(
                    "NATS could not be reached at " + own.getServers()
                            + "; is the server running, and are the credentials right?",
                    unreachable);
        }
        NatsWire wire = NatsWire.start(connection, settings.timeout());
        events.wire = wire;
        try {
            return new NatsEngine(wire, settings, NatsLedger.open(wire, settings, NatsLedger.MARKERS_STAY));
        } catch (EngineException | InterruptedException | RuntimeException failure) {
            wire.close();
            throw failure;
        }
    }

    /** Hears of the connection's ends and returns. */
    private static final class Events implements ConnectionListener {

        private final @Nullable ConnectionListener user;
        volatile @Nullable NatsWire wire; // written once, by the connecting thread

        Events(@Nullable ConnectionListener user) {
            this.user = user;
        }

        @Override
        public void connectionEvent(Connection connection, ConnectionListener.Events type, Long time, String details) {
            tell(type);
            if (user != null) {
                user.connectionEvent(connection, type, time, details);
            }
        }

        @Override
        @Deprecated // by the client, which calls the other one
        public void connectionEvent(Connection connection, ConnectionListener.Events type) {
            tell(type);
        }

        private void tell(ConnectionListener.Events type) {
            NatsWire wire = this.wire;
            if (wire != null) {
                switch (type) {
                    case DISCONNECTED -> wire.disconnected();
                    case RESUBSCRIBED -> wire.reconnected();
                    case CONNECTED, CLOSED, RECONNECTED, DISCOVERED_SERVERS, LAME_DUCK -> {}
                }
            }
        }
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Courier courier() {
        return courier;
    }

    @Override
    public EventLog eventLog(EventLogLimits limits) throws EngineException, InterruptedException {
        NatsEventLog opened = log.get();
        if (opened == null) {
            log.compareAndSet(null, NatsEventLog.open(wire, settings, limits));
            opened = Objects.requireNonNull(log.get());
        }
        if (!opened.limits().equals(limits)) {
            throw LocalEngine.otherLimits(opened.limits(), limits);
        }
        return opened;
    }

    @Override
    public void close() {
        courier.close();
        wire.close();
    }
}
