package dev.nightjar.gateway.model.user;

import org.jspecify.annotations.Nullable;

/**
 * The guild whose tag a user wears beside the name.
 *
 * @param identityGuildId the id of the guild; 0 where there is none
 * @param identityEnabled whether the tag is shown
 * @param tag the tag, four characters at most
 * @param badge the hash of the badge
 * @see <a href="https://discord.com/developers/docs/resources/user#user-object-user-primary-guild">Discord: User Primary Guild Object</a>
 */
public record PrimaryGuild(
        long identityGuildId,
        boolean identityEnabled,
        @Nullable String tag,
        @Nullable String badge) {}
