package dev.nightjar.gateway.simulator;

/**
 * Something that a client did against the protocol, or that a test dispatched although the session's intents do not bring it.
 *
 * @param code the close code that Discord has for it; 0 if there is none
 * @param reason what was wrong
 * @param op the opcode of the client's payload, -1 if it had none or there is no such payload
 * @param nanos when, as {@link System#nanoTime()}
 */
public record Violation(int code, String reason, int op, long nanos) {}
