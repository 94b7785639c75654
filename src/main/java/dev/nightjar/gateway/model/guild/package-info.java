/**
 * Guilds, their members and roles, and what else belongs to them: emojis, stickers, sounds, scheduled events, integrations,
 * requests to join.
 *
 * <p>Begin with {@link dev.nightjar.gateway.model.guild.Guild Guild}, which comes in {@link
 * dev.nightjar.gateway.event.GuildCreate.Available GuildCreate.Available} with its channels and members. {@link
 * dev.nightjar.gateway.model.guild.GuildMember GuildMember} is a user in a guild, and {@link
 * dev.nightjar.gateway.model.guild.Permissions Permissions} are what a role allows.
 */
@NullMarked
package dev.nightjar.gateway.model.guild;

import org.jspecify.annotations.NullMarked;
