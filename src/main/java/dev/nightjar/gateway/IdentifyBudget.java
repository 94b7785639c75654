package dev.nightjar.gateway;

/**
 * The permits that an identify queue has left, at one moment.
 *
 * @param limit how many permits are left of how many, and how long until all are allowed again
 * @param waiting how many shards wait for a permit
 */
public record IdentifyBudget(SessionStartLimit limit, int waiting) {}
