package dev.nightjar.gateway.event;

/**
 * A payload that breaks a rule of the gateway or could not be decoded. The shard has gone on; this says what was wrong.
 *
 * @param payload the payload as received
 * @param cause what is wrong with it, in a sentence
 */
public record Malformed(Payload payload, Exception cause) implements Event {}
