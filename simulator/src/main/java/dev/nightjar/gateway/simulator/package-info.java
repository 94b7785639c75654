/**
 * A Discord gateway on loopback, for tests of bots and of gateway libraries.
 *
 * <p>{@link dev.nightjar.gateway.simulator.SimulatedGateway} behaves like Discord by itself: any client library can log
 * in to it, and it can be told to misbehave. {@link dev.nightjar.gateway.simulator.ScriptedGateway} does nothing by
 * itself: a test drives it step by step.
 */
@NullMarked
package dev.nightjar.gateway.simulator;

import org.jspecify.annotations.NullMarked;
