package dev.nightjar.cluster;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
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

    /** The scheme of URLs by which a user says that any certificate will do. */
    private static final String OPEN_TLS = "opentls";

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
     * Connects to a server. With a {@code tls://} URL its certificate must be one that the JVM trusts, and for the host of the URL.
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
     * connection, if you have set none; the prefix of the inboxes to which answers come, {@code prefix.bot.inbox}, if you have
     * set none, so that permissions can keep bots apart; a ping each second; reconnects without end, a quarter of a second after
     * each other; nothing is kept for sending after a reconnect. Where the options have no error listener, the client's own one,
     * which logs each attempt to reconnect, is left out: this library logs when the connection ends and when it is back.
     *
     * <p>With TLS, by the URL or by an SSLContext of the options, a certificate is refused that is not for the host of the URL, and
     * names are not resolved before the certificate is looked at. Only with {@code opentls://} no certificate is checked at all.
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
        NatsListener events = new NatsListener(own);
        if (own.getConnectionName() == null) {
            options.connectionName("nightjar " + settings.prefix() + "-" + settings.bot());
        }
        if (own.getInboxPrefix().equals(Options.DEFAULT_INBOX_PREFIX)) {
            options.inboxPrefix(settings.inboxes());
        }
        checkHosts(options, own);
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
                .connectionListener(events)
                .errorListener(events);
        Connection connection;
        try {
            connection = Nats.connect(options.build());
        } catch (IOException unreachable) {
            throw events.unreachable(unreachable);
        }
        NatsWire wire = NatsWire.start(connection, settings.timeout());
        events.use(wire);
        try {
            return new NatsEngine(wire, settings, NatsLedger.open(wire, settings, NatsLedger.MARKERS_STAY));
        } catch (EngineException | InterruptedException | RuntimeException failure) {
            wire.close();
            throw failure;
        }
    }

    /** Has the host of each server checked, for which the client must not replace its name by an address. */
    private static void checkHosts(Options.Builder options, Options own) {
        SSLContext context = own.getSslContext();
        if (context == null || own.getServers().stream().anyMatch(url -> OPEN_TLS.equalsIgnoreCase(url.getScheme()))) {
            return;
        }
        options.sslContext(CheckedHosts.of(context));
        if (own.hostnameResolveMode().resolve) {
            options.hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs);
        }
    }

    /** The connection, for the tests. */
    NatsWire wire() {
        return wire;
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
