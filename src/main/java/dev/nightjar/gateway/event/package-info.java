/**
 * The events that a loop over {@link dev.nightjar.gateway.Shard#events()} gets: Discord's dispatches as records, the lifecycle
 * events of the shard, and unknown payloads with all their bytes.
 *
 * <p>Begin with {@link dev.nightjar.gateway.event.Event Event}, whose table lists all dispatches and the intents that bring them. A
 * program matches those that it wants by type:
 *
 * {@snippet file="dev/nightjar/gateway/examples/ReadModel.java" region="events"}
 *
 * <ul>
 *   <li>A dispatch has the name that Discord gives it: MESSAGE_CREATE is {@link dev.nightjar.gateway.event.MessageCreate
 *       MessageCreate}. {@link dev.nightjar.gateway.event.EventType EventType} lists the names, for a loop over {@linkplain
 *       dev.nightjar.gateway.Shard#events(java.util.Set) some types only}.
 *   <li>{@link dev.nightjar.gateway.event.Intent Intent} says what a bot asks for; {@link
 *       dev.nightjar.gateway.event.Intent#bringing Intent.bringing} lists the intents that bring given events.
 *   <li>What the shard does by itself is an event too: {@link dev.nightjar.gateway.event.Connected Connected}, {@link
 *       dev.nightjar.gateway.event.ConnectFailed ConnectFailed}, {@link dev.nightjar.gateway.event.Disconnected Disconnected},
 *       {@link dev.nightjar.gateway.event.IdentifyDelayed IdentifyDelayed}, {@link
 *       dev.nightjar.gateway.event.SessionInvalidated SessionInvalidated}.
 *   <li>{@link dev.nightjar.gateway.event.Unknown Unknown} and {@link dev.nightjar.gateway.event.Malformed Malformed} stand for what
 *       has no record or does not fit it.
 *   <li>Each has its {@link dev.nightjar.gateway.event.Payload Payload}, which gives out what a record lacks.
 * </ul>
 */
@NullMarked
package dev.nightjar.gateway.event;

import org.jspecify.annotations.NullMarked;
