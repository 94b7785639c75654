package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What connects a guild with an app, or with an account outside of Discord.
 *
 * @param id the id
 * @param name the name
 * @param type what it connects with
 * @param enabled whether it is on
 * @param syncing whether it is being synced; not for an app
 * @param roleId the id of the role of subscribers; 0 where there is none
 * @param enableEmoticons whether emoticons are synced, on Twitch
 * @param expireBehavior what happens to subscribers whose subscription has ended
 * @param expireGracePeriod how many days later that happens
 * @param user who made it; null in gateway events
 * @param account the account or app
 * @param syncedAt when it was last synced
 * @param subscriberCount how many subscribers it has
 * @param revoked whether it was revoked
 * @param application the app behind it
 * @param scopes the OAuth2 scopes that the app was granted
 * @see <a href="https://discord.com/developers/docs/resources/guild#integration-object">Discord: Integration Object</a>
 */
public record Integration(
        long id,
        String name,
        IntegrationType type,
        boolean enabled,
        boolean syncing,
        long roleId,
        boolean enableEmoticons,
        IntegrationExpireBehavior expireBehavior,
        int expireGracePeriod,
        @Nullable User user,
        IntegrationAccount account,
        @Nullable Instant syncedAt,
        int subscriberCount,
        boolean revoked,
        @Nullable IntegrationApplication application,
        List<String> scopes) {

    /** Copies what could change later. */
    public Integration {
        scopes = List.copyOf(scopes);
    }
}
