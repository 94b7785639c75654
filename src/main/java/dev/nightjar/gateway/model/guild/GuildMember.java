package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.user.AvatarDecorationData;
import dev.nightjar.gateway.model.user.Collectibles;
import dev.nightjar.gateway.model.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user in a guild.
 *
 * @param user the user; null in the events of a message, where the author is
 * @param nick the name in this guild
 * @param avatar the hash of the avatar in this guild
 * @param banner the hash of the banner in this guild
 * @param roles the ids of the roles
 * @param joinedAt when the user joined; null for a guest
 * @param premiumSince since when the user has boosted the guild
 * @param deaf whether the user is deafened in voice channels
 * @param mute whether the user is muted in voice channels
 * @param flags the flags
 * @param pending whether the user has yet to pass the membership screening
 * @param permissions all permissions in the channel, in an interaction
 * @param communicationDisabledUntil when a timeout ends; it may be in the past
 * @param avatarDecorationData the decoration of the avatar in this guild
 * @param collectibles what else decorates the member
 * @see <a href="https://discord.com/developers/docs/resources/guild#guild-member-object">Discord: Guild Member Object</a>
 */
public record GuildMember(
        @Nullable User user,
        @Nullable String nick,
        @Nullable String avatar,
        @Nullable String banner,
        List<Long> roles,
        @Nullable Instant joinedAt,
        @Nullable Instant premiumSince,
        boolean deaf,
        boolean mute,
        GuildMemberFlags flags,
        boolean pending,
        Permissions permissions,
        @Nullable Instant communicationDisabledUntil,
        @Nullable AvatarDecorationData avatarDecorationData,
        @Nullable Collectibles collectibles) {

    /** Copies what could change later. */
    public GuildMember {
        roles = List.copyOf(roles);
    }
}
