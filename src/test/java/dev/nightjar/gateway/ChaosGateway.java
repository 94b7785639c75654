package dev.nightjar.gateway;

import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.Received;
import dev.nightjar.gateway.simulator.ScriptedGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A gateway that keeps sessions faithfully, replays what a resume asks for, and ends every connection with the next of a
 * seeded row of faults, at a random moment: before HELLO, in a replay, in the stream. Confined to the thread that runs it.
 */
final class ChaosGateway {

    /** The name of the very last event. */
    static final String OVER = "CHAOS_OVER";

    private static final int HEARTBEAT_MILLIS = 40;

    private final ScriptedGateway gateway;
    private final Random random;
    private final Compression compression;
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final List<String> violations = new ArrayList<>();
    private final BlockingQueue<Boolean> failedDials = new LinkedBlockingQueue<>();

    private int sessions;
    private long last;
    private boolean alive;

    ChaosGateway(ScriptedGateway gateway, Compression compression, long seed) {
        this.gateway = gateway;
        this.compression = compression;
        this.random = new Random(seed);
    }

    /** The user was told that a dial has failed. */
    void dialFailed() {
        failedDials.add(true);
    }

    /** Serves one connection after another, each to its fault; then one that is left alone, to the last event. */
    void run(int faults) {
        for (int i = 0; i < faults; i++) {
            Fault fault = draw();
            counts.merge(fault, 1, Integer::sum);
            tolerate(client -> serve(client, fault));
        }
        while (!tolerate(this::greet)) {
            counts.merge(Fault.NO_HELLO, 1, Integer::sum);
        }
    }

    /** False when the shard has ended the connection first: on a busy machine it may take HELLO or an ACK for too late. */
    private boolean tolerate(Consumer<Client> script) {
        Client client = gateway.accept();
        try {
            script.accept(client);
            return true;
        } catch (AssertionError | IllegalStateException e) {
            if (client.isOpen()) {
                throw e;
            }
            return false;
        }
    }

    private Fault draw() {
        Fault[] all = Fault.values();
        Fault fault = all[random.nextInt(all.length)];
        return fault.isSlow() && random.nextInt(4) > 0 ? draw() : fault;
    }

    private void serve(Client client, Fault fault) {
        client.acks(fault != Fault.NO_ACKS);
        if (fault.isBeforeHello()) {
            if (fault == Fault.RECONNECT_BEFORE_HELLO) {
                client.reconnect();
            }
            client.closed();
            return;
        }
        client.hello(HEARTBEAT_MILLIS);
        if (random.nextInt(8) == 0) {
            // Before the shard's handshake is looked at.
            strike(client, fault);
            return;
        }
        Received handshake = handshake(client);
        if (handshake.op() == 2) {
            identify(client);
        } else if (!resume(client, handshake, random.nextInt(4) == 0)) {
            strike(client, fault);
            return;
        }
        stream(client, random.nextInt(120));
        strike(client, fault);
    }

    private void greet(Client client) {
        client.hello(41_250);
        Received handshake = handshake(client);
        if (handshake.op() == 2) {
            identify(client);
        } else if (!resume(client, handshake, false)) {
            greet(gateway.accept());
            return;
        }
        stream(client, 100);
        client.dispatch(OVER, ++last, "{}");
    }

    private Received handshake(Client client) {
        Received handshake = client.next();
        if (handshake.op() != 2 && handshake.op() != 6) {
            violations.add("the first payload was " + handshake.json());
        }
        return handshake;
    }

    private void identify(Client client) {
        sessions++;
        alive = true;
        last = 1;
        client.ready("session-" + sessions);
    }

    /** Replays; false when the replay is broken off, or the session is gone. */
    private boolean resume(Client client, Received resume, boolean breakOff) {
        long from = Bench.sequence(resume);
        if (!alive || !("session-" + sessions).equals(resume.data().get("session_id"))) {
            client.invalidSession(false);
            alive = false;
            return false;
        }
        if (from > last || from < 1) {
            violations.add("RESUME names " + from + ", but " + last + " was the last");
        }
        for (long s = from + 1; s <= last; s++) {
            if (breakOff && random.nextInt(10) == 0) {
                return false;
            }
            client.send(event(s));
        }
        last++;
        client.resumed(last);
        return true;
    }

    private void stream(Client client, int events) {
        for (int i = 0; i < events; i++) {
            last++;
            switch (random.nextInt(12)) {
                case 0 -> sendCut(client, event(last));
                case 1 -> {
                    client.requestBeat();
                    client.send(event(last));
                }
                default -> client.send(event(last));
            }
        }
    }

    private void sendCut(Client client, String event) {
        byte[] whole = client.compress(event);
        int[] cuts = random.ints(3, 1, whole.length).distinct().sorted().toArray();
        if (compression == Compression.ZLIB && random.nextBoolean()) {
            client.sendSplitMessages(whole, cuts);
        } else {
            client.sendFragmented(whole, cuts);
        }
    }

    private String event(long s) {
        int size = s % 50 == 0 ? 20_000 : (int) (s * 37 % 400);
        return "{\"t\":\"TYPING_START\",\"s\":" + s + ",\"op\":0,\"d\":{\"channel_id\":\"" + s + "\",\"fill\":\""
                + "ü".repeat(size) + "\"}}";
    }

    private void strike(Client client, Fault fault) {
        switch (fault) {
            case RESET -> client.reset();
            case END_OF_STREAM -> client.eof();
            case HALF_OPEN -> client.silence();
            case NO_ACKS, NO_HELLO, RECONNECT_BEFORE_HELLO -> {}
            case RECONNECT -> client.reconnect();
            case INVALID_RESUMABLE -> client.invalidSession(true);
            case INVALID -> {
                alive = false;
                client.invalidSession(false);
            }
            case CLOSE_4000 -> client.close(4000, "chaos");
            case CLOSE_4007 -> endSession(client, 4007);
            case CLOSE_4009 -> endSession(client, 4009);
            case CLOSE_1001 -> client.close(1001, "chaos");
            case CLOSE_WITHOUT_CODE -> client.closeWithoutCode();
            case UNANSWERED_CLOSE -> {
                client.answerClose(false);
                client.reconnect();
            }
            case CORRUPT_MESSAGE -> corrupt(client);
            case CORRUPT_FRAME -> client.rawBytes(new byte[] {(byte) 0xf2, 3, 1, 2, 3});
            case CUT_FRAME -> {
                client.rawBytes(new byte[] {(byte) 0x82, 100, 1, 2, 3});
                client.reset();
            }
            case SLOW_UPGRADE -> {
                gateway.slowUpgrade(Duration.ofMillis(300));
                client.reset();
                awaitFailedDial();
                gateway.releaseUpgrades();
            }
            case REFUSED_UPGRADE -> {
                gateway.rejectUpgrades(503, Map.of());
                client.reset();
                awaitFailedDial();
                gateway.releaseUpgrades();
            }
            case REFUSED_CONNECTION -> {
                gateway.refuseConnections();
                client.reset();
                awaitFailedDial();
                gateway.listenAgain();
            }
        }
    }

    private void endSession(Client client, int code) {
        alive = false;
        client.close(code, "chaos");
    }

    /** Block types that both formats reserve, so that the fault cannot pass for other data. */
    private void corrupt(Client client) {
        byte[] broken = client.compress(event(last + 1));
        if (compression == Compression.NONE) {
            client.sendBinary(broken);
        } else {
            broken[0] |= 6;
            client.sendBinary(broken);
        }
    }

    private void awaitFailedDial() {
        try {
            if (failedDials.poll(10, TimeUnit.SECONDS) == null) {
                throw new AssertionError("The user was not told of a failed dial");
            }
            failedDials.clear();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    List<String> violations() {
        return violations;
    }

    Map<Fault, Integer> counts() {
        return counts;
    }
}
