package dev.nightjar.gateway.model.guild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What new members of a community see.
 *
 * @param description the description of the guild
 * @param welcomeChannels the channels to begin with, five at most
 * @see <a href="https://discord.com/developers/docs/resources/guild#welcome-screen-object">Discord: Welcome Screen Object</a>
 */
public record WelcomeScreen(@Nullable String description, List<WelcomeScreenChannel> welcomeChannels) {

    /** Copies what could change later. */
    public WelcomeScreen {
        welcomeChannels = List.copyOf(welcomeChannels);
    }
}
