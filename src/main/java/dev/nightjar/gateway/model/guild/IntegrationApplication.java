package dev.nightjar.gateway.model.guild;

import dev.nightjar.gateway.model.user.User;
import org.jspecify.annotations.Nullable;

/**
 * The app behind an integration.
 *
 * @param id the id
 * @param name the name
 * @param icon the hash of the icon
 * @param description the description
 * @param bot the app's bot
 * @see <a href="https://discord.com/developers/docs/resources/guild#integration-application-object">Discord: Integration Application Object</a>
 */
public record IntegrationApplication(
        long id,
        String name,
        @Nullable String icon,
        String description,
        @Nullable User bot) {}
