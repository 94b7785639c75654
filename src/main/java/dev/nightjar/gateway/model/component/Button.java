package dev.nightjar.gateway.model.component;

import dev.nightjar.gateway.model.guild.Emoji;
import org.jspecify.annotations.Nullable;

/**
 * A button.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param style what it looks like and does
 * @param label the text, 80 characters at most
 * @param emoji the emoji, with its id, name and whether it is animated
 * @param customId what the app knows it by, 100 characters at most; null for LINK and PREMIUM
 * @param skuId the id of the SKU that it sells; 0 but for PREMIUM
 * @param url where it leads; null but for LINK
 * @param disabled whether it cannot be used
 * @see <a href="https://discord.com/developers/docs/components/reference#button">Discord: Button</a>
 */
public record Button(
        int id,
        ButtonStyle style,
        @Nullable String label,
        @Nullable Emoji emoji,
        @Nullable String customId,
        long skuId,
        @Nullable String url,
        boolean disabled)
        implements Component {}
