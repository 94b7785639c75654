package dev.nightjar.gateway;

/** What a gateway or a network can do to a connection. */
enum Fault {
    RESET,
    END_OF_STREAM,
    HALF_OPEN,
    NO_ACKS,
    NO_HELLO,
    RECONNECT,
    RECONNECT_BEFORE_HELLO,
    INVALID_RESUMABLE,
    INVALID,
    CLOSE_4000,
    CLOSE_4007,
    CLOSE_4009,
    CLOSE_1001,
    CLOSE_WITHOUT_CODE,
    UNANSWERED_CLOSE,
    CORRUPT_MESSAGE,
    CORRUPT_FRAME,
    CUT_FRAME,
    SLOW_UPGRADE,
    REFUSED_UPGRADE,
    REFUSED_CONNECTION;

    /** Waits for a timeout or a heartbeat, so it is drawn less often. */
    boolean isSlow() {
        return switch (this) {
            case HALF_OPEN, NO_ACKS, NO_HELLO, SLOW_UPGRADE, UNANSWERED_CLOSE -> true;
            default -> false;
        };
    }

    boolean isBeforeHello() {
        return this == RECONNECT_BEFORE_HELLO || this == NO_HELLO;
    }
}
