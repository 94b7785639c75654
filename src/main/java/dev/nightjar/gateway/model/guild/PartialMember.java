package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Field;
import dev.nightjar.gateway.model.user.AvatarDecorationData;
import dev.nightjar.gateway.model.user.Collectibles;
import dev.nightjar.gateway.model.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an update tells of a member. What is absent has not changed, or is not told, so whoever keeps members keeps what is known.
 *
 * @param user the user
 * @param nick the name in this guild; null where the member has none
 * @param avatar the hash of the avatar in this guild
 * @param banner the hash of the banner in this guild
 * @param roles the ids of the roles
 * @param joinedAt when the user joined; null for a guest
 * @param premiumSince since when the user has boosted the guild; null where the user does not
 * @param deaf whether the user is deafened in voice channels
 * @param mute whether the user is muted in voice channels
 * @param flags the flags
 * @param pending whether the user has yet to pass the membership screening
 * @param communicationDisabledUntil when a timeout ends; it may be in the past, and is null where there was none
 * @param avatarDecorationData the decoration of the avatar in this guild; null where there is none
 * @param collectibles what else decorates the member; null where there is nothing
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-member-update">Discord: Guild Member
 *     Update</a>
 */
public record PartialMember(
        User user,
        Field<String> nick,
        @Nullable String avatar,
        @Nullable String banner,
        List<Long> roles,
        @Nullable Instant joinedAt,
        Field<Instant> premiumSince,
        Optional<Boolean> deaf,
        Optional<Boolean> mute,
        Optional<GuildMemberFlags> flags,
        Optional<Boolean> pending,
        Field<Instant> communicationDisabledUntil,
        Field<AvatarDecorationData> avatarDecorationData,
        Field<Collectibles> collectibles) {

    /** Copies what could change later. */
    public PartialMember {
        roles = List.copyOf(roles);
    }
}
