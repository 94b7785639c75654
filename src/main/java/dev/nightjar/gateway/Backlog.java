package dev.nightjar.gateway;

/**
 * The payloads that were received and wait for the user's loop, at one moment. When the buffer is full the shard stops
 * reading, so the gateway has to wait. Heartbeats go on, and nothing is dropped.
 *
 * @param events how many payloads wait
 * @param bytes how many bytes of JSON they hold
 * @param stalls how often the shard has stopped reading because the loop was too slow, since it was opened
 */
public record Backlog(int events, long bytes, long stalls) {}
