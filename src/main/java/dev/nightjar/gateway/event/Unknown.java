package dev.nightjar.gateway.event;

/**
 * A payload that this version has no record for: a dispatch whose name it does not know, or another opcode than Discord
 * documents. Nothing is lost: {@link Payload#name()}, {@link Payload#map()} and {@link Payload#bytes()} have it all.
 *
 * @param payload the payload as received
 */
public record Unknown(Payload payload) implements Event {}
