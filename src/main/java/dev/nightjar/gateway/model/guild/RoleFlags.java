package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.Flags;

/**
 * What a role is.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/topics/permissions#role-object-role-flags">Discord: Role Flags</a>
 */
public record RoleFlags(long bits) implements Flags<RoleFlags> {

    /** Members can choose it in the onboarding. */
    public static final RoleFlags IN_PROMPT = new RoleFlags(1L << 0);
}
