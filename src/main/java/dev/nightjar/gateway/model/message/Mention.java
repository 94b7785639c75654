package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.guild.GuildMember;
import dev.nightjar.gateway.model.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A user who is mentioned in a message.
 *
 * @param user the user
 * @param member the user's membership, in a message that the gateway sends from a guild
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#message-create">Discord: Message Create</a>
 */
public record Mention(@Flat User user, @Nullable GuildMember member) {}
