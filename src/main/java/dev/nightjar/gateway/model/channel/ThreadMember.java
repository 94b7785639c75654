package dev.nightjar.gateway.model.channel;

import dev.nightjar.gateway.model.guild.GuildMember;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user in a thread.
 *
 * @param id the id of the thread; 0 in GUILD_CREATE
 * @param userId the id of the user; 0 in GUILD_CREATE, where it is the bot
 * @param joinTimestamp when the user last joined
 * @param flags the user's settings for the thread
 * @param member the user's membership of the guild
 * @see <a href="https://discord.com/developers/docs/resources/channel#thread-member-object">Discord: Thread Member Object</a>
 */
public record ThreadMember(
        long id,
        long userId,
        @Nullable Instant joinTimestamp,
        ThreadMemberFlags flags,
        @Nullable GuildMember member) {}
