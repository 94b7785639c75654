/**
 * The events that a loop over {@link dev.nightjar.gateway.Shard#events()} gets: Discord's dispatches as records, the lifecycle
 * events of the shard, and unknown payloads with all their bytes.
 */
@NullMarked
package dev.nightjar.gateway.event;

import org.jspecify.annotations.NullMarked;
