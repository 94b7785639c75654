package dev.nightjar.cluster;

import dev.nightjar.gateway.event.Payload;
import java.util.concurrent.CompletableFuture;

/**
 * An event on its way into the log.
 *
 * @param number its place among all that this member appends
 * @param lease the lease on its shard when it was handed out
 * @param subject what it is about
 * @param id its id, the same whichever member appends it
 * @param event what is appended
 * @param done completes with true when the log has it, and with false when it was given up, because this member has not the shard
 *     any more; fails when it can never be appended
 */
record Append(long number, Lease lease, String subject, String id, Payload event, CompletableFuture<Boolean> done) {}
