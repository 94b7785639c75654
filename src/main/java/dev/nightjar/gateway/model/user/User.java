package dev.nightjar.gateway.model.user;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A Discord account: a person, a bot or a webhook. Elsewhere than in READY only what everybody may see is there.
 *
 * @param id the id
 * @param username the name, not unique for bots and webhooks
 * @param discriminator the four digits of old names; "0" for a unique name
 * @param globalName the name to show; the application's name for a bot
 * @param avatar the hash of the avatar
 * @param bot whether an application owns the account
 * @param system whether the account is one of Discord's own
 * @param mfaEnabled whether two-factor authentication is on
 * @param banner the hash of the banner
 * @param accentColor the banner's colour, 0xRRGGBB
 * @param locale the chosen language
 * @param verified whether the email address is verified
 * @param email the email address
 * @param flags the flags
 * @param premiumType the Nitro subscription
 * @param publicFlags the flags that everybody may see
 * @param avatarDecorationData the decoration of the avatar
 * @param collectibles what else decorates the user
 * @param primaryGuild the guild whose tag the user wears
 * @see <a href="https://discord.com/developers/docs/resources/user#user-object">Discord: User Object</a>
 */
public record User(
        long id,
        String username,
        String discriminator,
        @Nullable String globalName,
        @Nullable String avatar,
        boolean bot,
        boolean system,
        boolean mfaEnabled,
        @Nullable String banner,
        OptionalInt accentColor,
        @Nullable String locale,
        boolean verified,
        @Nullable String email,
        UserFlags flags,
        PremiumType premiumType,
        UserFlags publicFlags,
        @Nullable AvatarDecorationData avatarDecorationData,
        @Nullable Collectibles collectibles,
        @Nullable PrimaryGuild primaryGuild) {}
