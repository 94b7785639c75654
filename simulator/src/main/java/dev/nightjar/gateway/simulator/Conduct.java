package dev.nightjar.gateway.simulator;

/** The behaviour of connections. A new connection starts with a copy of the gateway's. Confined to the event loop. */
final class Conduct {

    private boolean acks = true;
    private boolean split;

    Conduct copy() {
        var copy = new Conduct();
        copy.acks = acks;
        copy.split = split;
        return copy;
    }

    boolean acks() {
        return acks;
    }

    void acks(boolean on) {
        acks = on;
    }

    /** Whether messages are cut into frames, or into messages where the compression allows it. */
    boolean split() {
        return split;
    }

    void split(boolean on) {
        split = on;
    }
}
