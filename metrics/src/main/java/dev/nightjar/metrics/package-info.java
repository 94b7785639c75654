/**
 * What the shards of a bot have counted, as meters of Micrometer, and their health for probes.
 *
 * {@snippet file="dev/nightjar/metrics/examples/Observed.java" region="bind"}
 *
 * <p>Begin with {@link dev.nightjar.metrics.GatewayMetrics GatewayMetrics} and {@link dev.nightjar.metrics.Health Health}.
 */
@NullMarked
package dev.nightjar.metrics;

import org.jspecify.annotations.NullMarked;
