package dev.nightjar.gateway.model.presence;

import dev.nightjar.gateway.model.guild.Emoji;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user does.
 *
 * @param name the name
 * @param type what kind of activity it is
 * @param url where a stream is
 * @param createdAt when it was added to the session
 * @param timestamps when it began and when it ends
 * @param applicationId the id of the game; 0 where there is none
 * @param statusDisplayType which field is shown as the status
 * @param details what exactly the user does
 * @param detailsUrl where the details lead
 * @param state how the party is, or the text of a custom status
 * @param stateUrl where the state leads
 * @param emoji the emoji of a custom status
 * @param party the party
 * @param assets the images
 * @param secrets the secrets to join and to watch
 * @param instance whether it is a game session of its own
 * @param flags the flags
 * @param buttons the labels of the buttons, two at most
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#activity-object">Discord: Activity Object</a>
 */
public record Activity(
        String name,
        ActivityType type,
        @Nullable String url,
        @Nullable Instant createdAt,
        @Nullable ActivityTimestamps timestamps,
        long applicationId,
        StatusDisplayType statusDisplayType,
        @Nullable String details,
        @Nullable String detailsUrl,
        @Nullable String state,
        @Nullable String stateUrl,
        @Nullable Emoji emoji,
        @Nullable ActivityParty party,
        @Nullable ActivityAssets assets,
        @Nullable ActivitySecrets secrets,
        boolean instance,
        ActivityFlags flags,
        List<String> buttons) {

    /** Copies what could change later. */
    public Activity {
        buttons = List.copyOf(buttons);
    }
}
