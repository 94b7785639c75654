/**
 * What a loop over {@link dev.nightjar.gateway.Shard#events()} receives: Discord's dispatches as records, the lifecycle of
 * the shard, and whatever nobody foresaw with its bytes.
 */
@NullMarked
package dev.nightjar.gateway.event;

import org.jspecify.annotations.NullMarked;
