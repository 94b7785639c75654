package dev.nightjar.gateway.model.message;

import org.jspecify.annotations.Nullable;

/**
 * The footer of an embed.
 *
 * @param text the text
 * @param iconUrl where the icon is
 * @param proxyIconUrl where a proxy has it
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object-embed-footer-structure">Discord: Embed Footer Structure</a>
 */
public record EmbedFooter(
        String text, @Nullable String iconUrl, @Nullable String proxyIconUrl) {}
