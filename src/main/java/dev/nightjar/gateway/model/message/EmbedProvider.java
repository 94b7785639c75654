package dev.nightjar.gateway.model.message;

import org.jspecify.annotations.Nullable;

/**
 * The source of embedded content.
 *
 * @param name the name
 * @param url where it is
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object-embed-provider-structure">Discord: Embed Provider Structure</a>
 */
public record EmbedProvider(@Nullable String name, @Nullable String url) {}
