/**
 * A Discord gateway on loopback, for tests of bots and of gateway libraries.
 *
 * <p>{@link dev.nightjar.gateway.simulator.SimulatedGateway SimulatedGateway} behaves like Discord by itself: any client library can
 * log in to it, and it can be told to misbehave. {@link dev.nightjar.gateway.simulator.ScriptedGateway ScriptedGateway} does
 * nothing by itself: a test drives it step by step.
 *
 * <p>Begin with {@link dev.nightjar.gateway.simulator.SimulatedGateway#builder SimulatedGateway.builder}. This is a test of a bot on
 * Nightjar, which gets a message although the connection broke before:
 *
 * {@snippet file="dev/nightjar/gateway/examples/YourBotTest.java" region="test"}
 *
 * <table>
 *   <caption>Which class for which job</caption>
 *   <tr><th scope="col">to</th><th scope="col">use</th></tr>
 *   <tr><td>have a whole gateway: login, events, resume with replay, compression</td><td>{@link
 *       dev.nightjar.gateway.simulator.SimulatedGateway SimulatedGateway}</td></tr>
 *   <tr><td>send an event to a bot, and wait for what it does</td><td>{@link dev.nightjar.gateway.simulator.SimulatedSession
 *       SimulatedSession}</td></tr>
 *   <tr><td>break connections and sessions</td><td>{@link dev.nightjar.gateway.simulator.Faults Faults}</td></tr>
 *   <tr><td>see which rule of Discord's a client has broken</td><td>{@link dev.nightjar.gateway.simulator.Violation
 *       Violation}</td></tr>
 *   <tr><td>decide each frame, also wrong ones</td><td>{@link dev.nightjar.gateway.simulator.ScriptedGateway ScriptedGateway},
 *       {@link dev.nightjar.gateway.simulator.Client Client}</td></tr>
 * </table>
 */
@NullMarked
package dev.nightjar.gateway.simulator;

import org.jspecify.annotations.NullMarked;
