/**
 * Discord's objects as records, named and laid out as in Discord's documentation.
 *
 * <p>These rules hold for all of them: an id is a {@code long}, and 0 where it is absent. A list or map is never null. Only a
 * component that is marked nullable can be null; any other that is absent has the empty value of its type: 0, false, an empty
 * string, the epoch, {@code UNKNOWN}, a record with nothing in it. An enum has {@code UNKNOWN} for what is absent or newer
 * than this version; flags keep unknown bits. An element of a list that does not fit leaves its place to that empty value.
 *
 * <p>What an update tells of an object may be a part of it. Such a part has a record of its own, {@link
 * dev.nightjar.gateway.model.guild.PartialMember PartialMember} or {@link dev.nightjar.gateway.model.user.PartialUser
 * PartialUser}, in which Optional and {@link dev.nightjar.gateway.model.Field Field} tell absent from false and from null:
 *
 * {@snippet file="dev/nightjar/gateway/examples/ReadModel.java" region="field"}
 *
 * <p>This package has what all others share, such as {@link dev.nightjar.gateway.model.Flags Flags}. The objects are in packages by
 * their subject; each names the record to begin with.
 *
 * <table>
 *   <caption>The packages of the model</caption>
 *   <tr><th scope="col">package</th><th scope="col">begin with</th><th scope="col">which comes in</th></tr>
 *   <tr><td>{@link dev.nightjar.gateway.model.message}</td><td>{@link dev.nightjar.gateway.model.message.Message Message}</td>
 *       <td>{@link dev.nightjar.gateway.event.MessageCreate MessageCreate}</td></tr>
 *   <tr><td>{@link dev.nightjar.gateway.model.component}</td><td>{@link dev.nightjar.gateway.model.component.Component Component}</td>
 *       <td>messages and modals</td></tr>
 *   <tr><td>{@link dev.nightjar.gateway.model.interaction}</td><td>{@link
 *       dev.nightjar.gateway.model.interaction.Interaction Interaction}</td>
 *       <td>{@link dev.nightjar.gateway.event.InteractionCreate InteractionCreate}</td></tr>
 *   <tr><td>{@link dev.nightjar.gateway.model.guild}</td><td>{@link dev.nightjar.gateway.model.guild.Guild Guild}</td>
 *       <td>{@link dev.nightjar.gateway.event.GuildCreate GuildCreate}</td></tr>
 *   <tr><td>{@link dev.nightjar.gateway.model.channel}</td><td>{@link dev.nightjar.gateway.model.channel.Channel Channel}</td>
 *       <td>{@link dev.nightjar.gateway.event.ChannelCreate ChannelCreate}</td></tr>
 *   <tr><td>{@link dev.nightjar.gateway.model.user}</td><td>{@link dev.nightjar.gateway.model.user.User User}</td>
 *       <td>{@link dev.nightjar.gateway.event.Ready Ready}, and nearly all others</td></tr>
 *   <tr><td>{@link dev.nightjar.gateway.model.presence}</td><td>{@link dev.nightjar.gateway.model.presence.Presence Presence}</td>
 *       <td>{@link dev.nightjar.gateway.event.PresenceUpdate PresenceUpdate}</td></tr>
 *   <tr><td>{@link dev.nightjar.gateway.model.audit}</td><td>{@link dev.nightjar.gateway.model.audit.AuditLogEntry AuditLogEntry}</td>
 *       <td>{@link dev.nightjar.gateway.event.GuildAuditLogEntryCreate GuildAuditLogEntryCreate}</td></tr>
 *   <tr><td>{@link dev.nightjar.gateway.model.automod}</td><td>{@link dev.nightjar.gateway.model.automod.AutoModerationRule
 *       AutoModerationRule}</td>
 *       <td>{@link dev.nightjar.gateway.event.AutoModerationRuleCreate AutoModerationRuleCreate}</td></tr>
 *   <tr><td>{@link dev.nightjar.gateway.model.application}</td><td>{@link dev.nightjar.gateway.model.application.Entitlement
 *       Entitlement}</td>
 *       <td>{@link dev.nightjar.gateway.event.EntitlementCreate EntitlementCreate}</td></tr>
 * </table>
 */
@NullMarked
package dev.nightjar.gateway.model;

import org.jspecify.annotations.NullMarked;
