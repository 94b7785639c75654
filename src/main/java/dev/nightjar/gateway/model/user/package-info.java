/**
 * Users and what decorates them.
 *
 * <p>Begin with {@link dev.nightjar.gateway.model.user.User User}: a person, a bot or a webhook. In a guild a user is a {@link
 * dev.nightjar.gateway.model.guild.GuildMember GuildMember}, with a nick and roles. An update may tell a part only, a {@link
 * dev.nightjar.gateway.model.user.PartialUser PartialUser}.
 */
@NullMarked
package dev.nightjar.gateway.model.user;

import org.jspecify.annotations.NullMarked;
