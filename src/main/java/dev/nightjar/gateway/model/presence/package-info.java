/**
 * Presences and activities: who is online, on what, and doing what.
 *
 * <p>Begin with {@link dev.nightjar.gateway.model.presence.Presence Presence}, which {@link
 * dev.nightjar.gateway.event.PresenceUpdate PresenceUpdate} brings with the privileged intent {@link
 * dev.nightjar.gateway.event.Intent#GUILD_PRESENCES GUILD_PRESENCES}. The bot's own presence is a command, {@link
 * dev.nightjar.gateway.command.UpdatePresence UpdatePresence}.
 */
@NullMarked
package dev.nightjar.gateway.model.presence;

import org.jspecify.annotations.NullMarked;
