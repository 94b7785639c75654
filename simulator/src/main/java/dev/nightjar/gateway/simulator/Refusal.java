package dev.nightjar.gateway.simulator;

/** The reason for not accepting a payload: a close code and a text. */
record Refusal(int code, String reason) {

    static final Refusal UNKNOWN_OPCODE = new Refusal(4001, "Unknown opcode.");
    static final Refusal NOT_AUTHENTICATED = new Refusal(4003, "Not authenticated.");
    static final Refusal WRONG_TOKEN = new Refusal(4004, "Authentication failed.");
    static final Refusal ALREADY_AUTHENTICATED = new Refusal(4005, "Already authenticated.");
    static final Refusal INVALID_SEQUENCE = new Refusal(4007, "Invalid seq.");
    static final Refusal RATE_LIMITED = new Refusal(4008, "You are being rate limited.");
    static final Refusal INVALID_SHARD = new Refusal(4010, "Invalid shard.");
    static final Refusal SHARDING_REQUIRED = new Refusal(4011, "Sharding required.");
    static final Refusal INVALID_VERSION = new Refusal(4012, "Invalid API version.");
    static final Refusal INVALID_INTENTS = new Refusal(4013, "Invalid intent(s).");
    static final Refusal DISALLOWED_INTENTS = new Refusal(4014, "Disallowed intent(s).");

    /** A payload that cannot be decoded, and what is wrong with it. */
    static Refusal undecodable(String what) {
        return new Refusal(4002, "Error while decoding payload: " + what);
    }
}
