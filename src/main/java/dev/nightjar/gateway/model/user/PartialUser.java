package dev.nightjar.gateway.model.user;

import dev.nightjar.gateway.model.Field;
import java.util.Optional;

/**
 * What an update tells of an account. Only the id is certain to be there; what is absent has not changed, or is not told, so whoever
 * keeps users keeps what is known.
 *
 * @param id the id
 * @param username the name
 * @param discriminator the four digits of old names; "0" for a unique name
 * @param globalName the name to show; null where the account has none
 * @param avatar the hash of the avatar; null where the account has none
 * @param bot whether an application owns the account
 * @param system whether the account is one of Discord's own
 * @param banner the hash of the banner; null where the account has none
 * @param accentColor the banner's colour, 0xRRGGBB; null where there is none
 * @param publicFlags the flags that everybody may see
 * @param avatarDecorationData the decoration of the avatar; null where there is none
 * @param collectibles what else decorates the user; null where there is nothing
 * @param primaryGuild the guild whose tag the user wears; null where there is none
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#presence-update">Discord: Presence Update</a>
 */
public record PartialUser(
        long id,
        Optional<String> username,
        Optional<String> discriminator,
        Field<String> globalName,
        Field<String> avatar,
        Optional<Boolean> bot,
        Optional<Boolean> system,
        Field<String> banner,
        Field<Integer> accentColor,
        Optional<UserFlags> publicFlags,
        Field<AvatarDecorationData> avatarDecorationData,
        Field<Collectibles> collectibles,
        Field<PrimaryGuild> primaryGuild) {}
