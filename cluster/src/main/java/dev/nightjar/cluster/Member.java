package dev.nightjar.cluster;

/**
 * A member of a cluster, as another one sees it.
 *
 * @param name its name
 * @param shards how many shards it has
 * @param isSelf whether it is the one that was asked
 */
public record Member(String name, int shards, boolean isSelf) {}
