package dev.nightjar.gateway.model.interaction;

import java.util.List;

/**
 * The guild that an interaction takes place in, as much as an interaction tells of it.
 *
 * @param id the id
 * @param locale the locale of the guild
 * @param features the features, {@code COMMUNITY} and others
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object">Discord: Interaction Object</a>
 */
public record InteractionGuild(long id, String locale, List<String> features) {

    /** Copies what could change later. */
    public InteractionGuild {
        features = List.copyOf(features);
    }
}
