package dev.nightjar.gateway.model.guild;

import java.util.OptionalInt;

/**
 * The colours of a role.
 *
 * @param primaryColor the colour, 0xRRGGBB; 0 for none
 * @param secondaryColor the second colour of a gradient
 * @param tertiaryColor the third colour, which makes it holographic
 * @see <a href="https://discord.com/developers/docs/topics/permissions#role-object-role-colors-object">Discord: Role Colors Object</a>
 */
public record RoleColors(int primaryColor, OptionalInt secondaryColor, OptionalInt tertiaryColor) {}
