package dev.nightjar.gateway.command;

/** The rule that all ids in commands keep. Pure. */
final class Ids {

    private Ids() {}

    static void check(String what, long id) {
        if (id == 0) {
            throw new IllegalArgumentException(what + " must not be 0, which stands for an absent id");
        }
    }
}
