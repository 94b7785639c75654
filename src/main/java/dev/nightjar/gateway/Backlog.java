package dev.nightjar.gateway;

/**
 * What was received and waits for the user's loop, at one moment. When it is full the shard stops reading, so that the
 * gateway has to wait; heartbeats go on, and nothing is dropped.
 *
 * @param events how many payloads wait
 * @param bytes how many bytes of JSON they hold
 * @param stalls how often the shard has stopped reading because the loop was too slow, since it was opened
 */
public record Backlog(int events, long bytes, long stalls) {}
