package dev.nightjar.gateway.model.user;

import org.jspecify.annotations.Nullable;

/**
 * Decorations that a user owns and shows.
 *
 * @param nameplate the nameplate
 * @see <a href="https://discord.com/developers/docs/resources/user#collectibles">Discord: Collectibles</a>
 */
public record Collectibles(@Nullable Nameplate nameplate) {}
