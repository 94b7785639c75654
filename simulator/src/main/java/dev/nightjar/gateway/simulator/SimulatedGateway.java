package dev.nightjar.gateway.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A gateway on loopback that behaves like Discord by itself: clients of any library log in, get events, resume.
 *
 * <p>{@snippet :
 * try (var gateway = SimulatedGateway.builder().eventsPerSecond(10).start()) {
 *     startYourBotAt(gateway.url());
 *     SimulatedSession session = gateway.awaitSession();
 *     session.dispatch("MESSAGE_CREATE", "{\"id\":\"1\",\"guild_id\":\"2\",\"content\":\"hi\"}");
 *     session.faults().reset();
 *     session.awaitResumes(1);
 *     assert gateway.violations().isEmpty();
 * }
 * }
 *
 * <p>It checks that clients keep the rules that Discord documents, and records violations. Its port also answers {@code GET
 * /gateway}, {@code /gateway/bot}, {@code /users/@me} and {@code /applications/@me}, as they are or under {@code /api/v10}. A
 * method that waits throws an AssertionError after thirty seconds, which says what it waited for. Safe for any thread.
 *
 * <p>What it sends is what Discord would send: a session gets only what its intents bring, and its bot is in the guilds of READY
 * and those of a {@code GUILD_CREATE} that the test dispatches. {@link #violations()} says what did not come, and why. With
 * {@link SimulatedGatewayBuilder#raw} everything comes.
 *
 * <p>A client that keeps a bot online for months waits longer from one failure to the next. A test with several faults in a row
 * therefore sets the client's waits to a few milliseconds, where the client has a setting for them: for a {@code Shard} of
 * Nightjar that is {@code GatewayConfig.builder(token).backoff(Duration.ofMillis(1), Duration.ofMillis(5))}, and {@code
 * identifyQueue(shard -> {})} if it identifies several times, with {@link SimulatedGatewayBuilder#limitIdentifies} false here.
 */
public final class SimulatedGateway implements AutoCloseable {

    private final Hub hub;
    private final Faults faults;

    SimulatedGateway(Settings settings) {
        this.hub = new Hub(settings);
        this.faults = new Faults(hub, hub::conversations, List.of(hub.conduct()));
    }

    /**
     * Starts with the defaults: a free port, any token, three guilds, no stream of events.
     *
     * @return the gateway, to be closed
     */
    public static SimulatedGateway start() {
        return builder().start();
    }

    /**
     * Starts a builder for a gateway with other settings.
     *
     * @return the builder
     */
    public static SimulatedGatewayBuilder builder() {
        return new SimulatedGatewayBuilder();
    }

    /** {@return where WebSockets connect: {@code ws://127.0.0.1:port}, without a slash at the end} */
    public URI url() {
        return hub.server().url();
    }

    /** {@return where HTTP requests go: {@code http://127.0.0.1:port}, without a slash at the end} */
    public URI httpUrl() {
        return hub.server().httpUrl();
    }

    /**
     * Waits for the next session that was not waited for yet.
     *
     * @return the session
     */
    public SimulatedSession awaitSession() {
        return hub.journal().nextSession();
    }

    /** {@return all sessions that were ever started, in their order} */
    public List<SimulatedSession> sessions() {
        return hub.journal().sessions();
    }

    /** {@return everything that clients sent, in the order of arrival} */
    public List<Received> received() {
        return hub.journal().received();
    }

    /** {@return the identifies that clients sent} */
    public List<Received> identifies() {
        return hub.journal().received(Op.IDENTIFY);
    }

    /** {@return the resumes that clients sent} */
    public List<Received> resumes() {
        return hub.journal().received(Op.RESUME);
    }

    /** {@return the heartbeats that clients sent} */
    public List<Received> beats() {
        return hub.journal().received(Op.HEARTBEAT);
    }

    /**
     * Waits until clients have sent so many payloads with this opcode, and returns them all.
     *
     * @param op the opcode
     * @param count how many
     * @return the payloads, in the order of arrival
     */
    public List<Received> awaitReceived(int op, int count) {
        return hub.journal()
                .await(
                        count + " payloads with op " + op,
                        () -> Optional.of(hub.journal().received(op)).filter(payloads -> payloads.size() >= count));
    }

    /** {@return what clients did against the protocol, and what was dispatched that their intents do not bring} */
    public List<Violation> violations() {
        return hub.journal().violations();
    }

    /** {@return how many TCP connections were ever accepted} */
    public int connections() {
        return hub.server().connections();
    }

    /** {@return how many TCP connections are open now} */
    public int openConnections() {
        return hub.server().openConnections();
    }

    /**
     * Sends an event to all live sessions; see {@link SimulatedSession#dispatch}.
     *
     * @param type the event's name, as in {@code t}
     * @param dJson the data as JSON
     */
    public void dispatch(String type, String dJson) {
        live().forEach(session -> session.dispatch(type, dJson));
    }

    /**
     * Sends so many events to each live session; see {@link SimulatedSession#burst}.
     *
     * @param events how many
     */
    public void burst(long events) {
        live().forEach(session -> session.burst(events));
    }

    private List<SimulatedSession> live() {
        return hub.server().call(hub::liveSessions);
    }

    /** {@return what can go wrong with all connections} */
    public Faults faults() {
        return faults;
    }

    /** Tells the next client to reconnect, instead of HELLO. */
    public void reconnectBeforeHello() {
        hub.server().run(hub::reconnectNext);
    }

    /**
     * Answers upgrades late, until {@link #releaseUpgrades()}.
     *
     * @param delay how late
     */
    public void slowUpgrade(Duration delay) {
        hub.server().upgradeRule(new UpgradeRule.Delay(delay));
    }

    /** Accepts connections and requests, but answers no upgrade until {@link #releaseUpgrades()}. */
    public void holdUpgrades() {
        hub.server().upgradeRule(new UpgradeRule.Hold());
    }

    /** Grants the upgrades on hold and all that come. Also ends delays. */
    public void releaseUpgrades() {
        hub.server().upgradeRule(new UpgradeRule.Grant());
    }

    /** Refuses new TCP connections until {@link #listenAgain()}. */
    public void refuse() {
        hub.server().refuse();
    }

    /**
     * Refuses new TCP connections for a while.
     *
     * @param time how long
     */
    public void refuse(Duration time) {
        refuse();
        // Not on the event loop, which binding waits for.
        hub.server().schedule(() -> Thread.startVirtualThread(this::listenAgain), time);
    }

    /** Accepts TCP connections again, on the same port. */
    public void listenAgain() {
        hub.server().listenAgain();
    }

    /** Drops all connections and frees the port and the thread. */
    @Override
    public void close() {
        hub.server().close();
    }
}
