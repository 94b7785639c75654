package dev.nightjar.gateway.simulator;

/** The behaviour of connections. A new connection starts with a copy of the gateway's. Confined to the event loop. */
final class Conduct {

    private boolean acks = true;
    private Split split = Split.NOT;

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

    Split split() {
        return split;
    }

    void split(Split how) {
        split = how;
    }

    /** The way in which payloads are cut, into frames, or into messages where the compression allows it. */
    enum Split {
        /** They are not. */
        NOT,
        /** The last message of a zlib stream has all of the suffix that ends a payload. */
        BEFORE_SUFFIX,
        /** The suffix itself is cut in two. */
        INSIDE_SUFFIX
    }
}
