package dev.nightjar.gateway.simulator;

/** The opcodes. Discord: opcodes-and-status-codes#gateway-opcodes */
final class Op {

    static final int HEARTBEAT = 1;
    static final int IDENTIFY = 2;
    static final int PRESENCE = 3;
    static final int VOICE_STATE = 4;
    static final int RESUME = 6;
    static final int RECONNECT = 7;
    static final int MEMBERS = 8;
    static final int INVALID_SESSION = 9;
    static final int HELLO = 10;
    static final int ACK = 11;
    static final int SOUNDBOARD = 31;
    static final int CHANNEL_INFO = 43;

    private Op() {}

    /** Whether a client may send it. */
    static boolean isSent(int op) {
        return switch (op) {
            case HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME, MEMBERS, SOUNDBOARD, CHANNEL_INFO -> true;
            default -> false;
        };
    }

    /** Whether it may be sent only after the login. */
    static boolean isCommand(int op) {
        return isSent(op) && op != HEARTBEAT && op != IDENTIFY && op != RESUME;
    }

    /** The text of a payload that is no dispatch. */
    static String payload(int op, String dJson) {
        return "{\"t\":null,\"s\":null,\"op\":" + op + ",\"d\":" + dJson + "}";
    }
}
