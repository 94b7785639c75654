package dev.nightjar.gateway.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A gateway on loopback that behaves like Discord's by itself: it says HELLO, lets clients log in, sends READY, guilds and a
 * steady stream of events, answers heartbeats and commands, replays on RESUME, holds clients to the protocol, and has every
 * fault of a gateway and a network on demand. It answers {@code GET /gateway} and {@code GET /gateway/bot} on the same port.
 *
 * <p>{@snippet :
 * try (var gateway = SimulatedGateway.builder().eventsPerSecond(100).start()) {
 *     connectYourBotTo(gateway.url());
 *     SimulatedSession session = gateway.nextSession();
 *     session.dispatch("MESSAGE_DELETE", "{\"id\":\"1\",\"channel_id\":\"2\"}");
 *     session.reset();
 * }
 * }
 *
 * <p>Whatever waits does so for ten seconds, then throws an AssertionError that says what it waited for. Safe for any thread.
 */
public final class SimulatedGateway implements AutoCloseable {

    private final Hub hub;

    SimulatedGateway(Settings settings) {
        this.hub = new Hub(settings);
    }

    /** Starts one as Discord is, without a stream of events, on a free port. */
    public static SimulatedGateway start() {
        return builder().start();
    }

    /** Sets one up. */
    public static SimulatedGatewayBuilder builder() {
        return new SimulatedGatewayBuilder();
    }

    /** Where it listens: {@code ws://127.0.0.1:port}, without a slash at the end. */
    public URI url() {
        return hub.server().url();
    }

    /** The same for HTTP, for the paths {@code /gateway} and {@code /gateway/bot}, bare or below {@code /api/v10}. */
    public URI httpUrl() {
        return hub.server().httpUrl();
    }

    /** All sessions that ever began, oldest first. */
    public List<SimulatedSession> sessions() {
        return hub.journal().sessions();
    }

    /** Waits for the next session that this method has not given out yet. */
    public SimulatedSession nextSession() {
        return hub.journal().nextSession();
    }

    /** Everything that clients have done against the protocol. */
    public List<Violation> violations() {
        return hub.journal().violations();
    }

    /** All payloads of clients with this opcode, oldest first. */
    public List<Received> received(int op) {
        return hub.journal().received(op);
    }

    /** How many TCP connections were ever accepted. */
    public int connections() {
        return hub.server().connections();
    }

    /** How many TCP connections are open now. */
    public int openConnections() {
        return hub.server().openConnections();
    }

    /** Asks all clients to reconnect. */
    public void reconnect() {
        sessions().forEach(SimulatedSession::reconnect);
    }

    /** The next connection hears RECONNECT instead of HELLO. */
    public void reconnectBeforeHello() {
        hub.server().run(hub::reconnectNext);
    }

    /** Whether heartbeats are answered on connections to come. */
    public void acks(boolean on) {
        hub.server().run(() -> hub.conduct().acks(on));
    }

    /** Whether messages come in pieces on connections to come. */
    public void split(boolean on) {
        hub.server().run(() -> hub.conduct().split(on));
    }

    /** Refuses new TCP connections until {@link #listenAgain()}. */
    public void refuseConnections() {
        hub.server().refuse();
    }

    /** Accepts TCP connections again, on the same port. */
    public void listenAgain() {
        hub.server().listenAgain();
    }

    /** Answers upgrades late, until {@link #releaseUpgrades()}. */
    public void slowUpgrade(Duration delay) {
        hub.server().upgradeRule(new UpgradeRule.Delay(delay));
    }

    /** Answers no upgrade until {@link #releaseUpgrades()}. */
    public void holdUpgrades() {
        hub.server().upgradeRule(new UpgradeRule.Hold());
    }

    /** Answers upgrades with an HTTP status instead, until {@link #releaseUpgrades()}. */
    public void rejectUpgrades(int status, Map<String, String> headers) {
        hub.server().upgradeRule(new UpgradeRule.Reject(status, headers));
    }

    /** Grants the upgrades on hold and all that come. */
    public void releaseUpgrades() {
        hub.server().upgradeRule(new UpgradeRule.Grant());
    }

    /** Drops all connections and frees the port and the thread. */
    @Override
    public void close() {
        hub.server().close();
    }
}
