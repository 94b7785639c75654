package dev.nightjar.gateway.model.application;

import org.jspecify.annotations.Nullable;

/**
 * An app, as much of it as the gateway tells.
 *
 * @param id the id
 * @param name the name
 * @param icon the hash of the icon
 * @param description the description
 * @param coverImage the hash of the cover image
 * @param flags what the app may receive, without the flags that a number in JSON has no room for
 * @param flagsNew what the app may receive, all flags; none in a message
 * @see <a href="https://discord.com/developers/docs/resources/application#application-object">Discord: Application Object</a>
 */
public record Application(
        long id,
        String name,
        @Nullable String icon,
        String description,
        @Nullable String coverImage,
        ApplicationFlags flags,
        ApplicationFlags flagsNew) {}
