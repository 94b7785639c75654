package dev.nightjar.gateway;

/** The two kinds of thread that a user's loop may run on. */
public enum ThreadKind {
    VIRTUAL,
    PLATFORM;

    Thread start(String name, Runnable body) {
        Thread.Builder builder =
                this == VIRTUAL ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        return builder.name(name).start(body);
    }
}
