package dev.nightjar.gateway.model.guild;

import org.jspecify.annotations.Nullable;

/**
 * A set of permissions that members have.
 *
 * @param id the id; that of the guild for the role of everyone
 * @param name the name
 * @param color the colour, 0xRRGGBB; 0 for none
 * @param colors the colours
 * @param hoist whether its members are listed apart
 * @param icon the hash of the icon
 * @param unicodeEmoji the emoji in place of an icon
 * @param position its place; roles with the same place are sorted by id
 * @param permissions the permissions
 * @param managed whether an integration manages it
 * @param mentionable whether everybody may mention it
 * @param tags what it belongs to
 * @param flags the flags
 * @see <a href="https://discord.com/developers/docs/topics/permissions#role-object">Discord: Role Object</a>
 */
public record Role(
        long id,
        String name,
        int color,
        RoleColors colors,
        boolean hoist,
        @Nullable String icon,
        @Nullable String unicodeEmoji,
        int position,
        Permissions permissions,
        boolean managed,
        boolean mentionable,
        @Nullable RoleTags tags,
        RoleFlags flags) {}
