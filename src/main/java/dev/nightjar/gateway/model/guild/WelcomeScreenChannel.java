package dev.nightjar.gateway.model.guild;

import org.jspecify.annotations.Nullable;

/**
 * A channel to begin with.
 *
 * @param channelId the id of the channel
 * @param description what it is for
 * @param emojiId the id of its emoji; 0 for none or a Unicode one
 * @param emojiName the name of its emoji, or the Unicode character
 * @see <a href="https://discord.com/developers/docs/resources/guild#welcome-screen-object-welcome-screen-channel-structure">Discord: Welcome Screen Channel Structure</a>
 */
public record WelcomeScreenChannel(
        long channelId,
        String description,
        long emojiId,
        @Nullable String emojiName) {}
