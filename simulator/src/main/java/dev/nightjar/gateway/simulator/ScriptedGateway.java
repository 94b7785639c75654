package dev.nightjar.gateway.simulator;

import dev.nightjar.gateway.simulator.LoopbackServer.Guest;
import dev.nightjar.gateway.simulator.LoopbackServer.HttpAnswer;
import dev.nightjar.gateway.simulator.LoopbackServer.HttpQuestion;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A gateway on loopback that does nothing by itself: a test drives it step by step, over real sockets.
 *
 * <p>{@snippet :
 * try (var gateway = ScriptedGateway.start()) {
 *     connectYourClientTo(gateway.url());
 *     Client client = gateway.accept();
 *     client.hello(41_250);
 *     client.expect(2);
 *     client.ready("session");
 *     client.dispatch("MESSAGE_CREATE", 2, "{\"content\":\"hi\"}");
 *     client.close(4000, "again");
 * }
 * }
 *
 * <p>Whatever waits does so for thirty seconds unless told otherwise, then throws an AssertionError that says what it waited
 * for. Safe for any thread.
 */
public final class ScriptedGateway implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<Client> arrivals = new LinkedBlockingQueue<>();
    private final LoopbackServer server = new LoopbackServer(new Host());

    private ScriptedGateway() {
        server.listen(0);
    }

    /**
     * Starts on a free port.
     *
     * @return the gateway, to be closed
     */
    public static ScriptedGateway start() {
        return new ScriptedGateway();
    }

    /** {@return where it listens: {@code ws://127.0.0.1:port}, without a slash at the end} */
    public URI url() {
        return server.url();
    }

    /**
     * Waits for the next client that has completed the upgrade.
     *
     * @return the client
     */
    public Client accept() {
        return accept(PATIENCE);
    }

    /**
     * Waits so long for the next client that has completed the upgrade.
     *
     * @param patience how long to wait at most
     * @return the client
     */
    public Client accept(Duration patience) {
        Client client = Patience.poll(arrivals, patience);
        if (client == null) {
            throw new AssertionError("No client completed the upgrade in " + patience + "; " + connections()
                    + " TCP connections so far, " + openConnections() + " open");
        }
        return client;
    }

    /**
     * Fails if a client completes the upgrade in this time.
     *
     * @param quiet how long nothing may come
     */
    public void expectNoClient(Duration quiet) {
        Client client = Patience.poll(arrivals, quiet);
        if (client != null) {
            throw new AssertionError("Unexpected " + client);
        }
    }

    /** Refuses new TCP connections until {@link #listenAgain()}. */
    public void refuseConnections() {
        server.refuse();
    }

    /** Accepts TCP connections again, on the same port. */
    public void listenAgain() {
        server.listenAgain();
    }

    /** Accepts TCP connections and requests, but answers no upgrade until {@link #releaseUpgrades()}. */
    public void holdUpgrades() {
        server.upgradeRule(new UpgradeRule.Hold());
    }

    /** Grants the upgrades on hold and all that come. Also ends rejections and delays. */
    public void releaseUpgrades() {
        server.upgradeRule(new UpgradeRule.Grant());
    }

    /**
     * Answers upgrades with an HTTP status instead, until {@link #releaseUpgrades()}.
     *
     * @param status the HTTP status
     * @param headers the headers of the answer
     */
    public void rejectUpgrades(int status, Map<String, String> headers) {
        server.upgradeRule(new UpgradeRule.Reject(status, headers));
    }

    /**
     * Answers upgrades late, until {@link #releaseUpgrades()}.
     *
     * @param delay how late
     */
    public void slowUpgrade(Duration delay) {
        server.upgradeRule(new UpgradeRule.Delay(delay));
    }

    /** {@return how many TCP connections were ever accepted} */
    public int connections() {
        return server.connections();
    }

    /** {@return how many TCP connections are open now} */
    public int openConnections() {
        return server.openConnections();
    }

    /** Drops all connections and frees the port and the thread. */
    @Override
    public void close() {
        server.close();
    }

    private final class Host implements Guest {

        private int clients; // confined to the event loop

        @Override
        public HttpAnswer answer(HttpQuestion question) {
            return HttpAnswer.notFound();
        }

        @Override
        public ServerConnection.Listener welcome(ServerConnection connection) {
            clients++;
            Client client = new Client(clients, connection, server.url());
            return client.ears(() -> arrivals.add(client));
        }
    }
}
