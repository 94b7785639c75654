package dev.nightjar.gateway.model.presence;

import org.jspecify.annotations.Nullable;

/**
 * The images of an activity.
 *
 * @param largeImage the large image
 * @param largeText what shows above it
 * @param largeUrl where it leads
 * @param smallImage the small image
 * @param smallText what shows above it
 * @param smallUrl where it leads
 * @param inviteCoverImage the cover of an invite
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#activity-object-activity-assets">Discord: Activity Assets</a>
 */
public record ActivityAssets(
        @Nullable String largeImage,
        @Nullable String largeText,
        @Nullable String largeUrl,
        @Nullable String smallImage,
        @Nullable String smallText,
        @Nullable String smallUrl,
        @Nullable String inviteCoverImage) {}
