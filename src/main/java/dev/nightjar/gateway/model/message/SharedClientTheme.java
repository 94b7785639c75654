package dev.nightjar.gateway.model.message;

import java.util.List;

/**
 * A client theme that a message shares.
 *
 * @param colors five colours at most, as in {@code 5865F2}
 * @param gradientAngle the direction of the gradient in degrees
 * @param baseMix the intensity in percent
 * @param baseTheme the theme beneath
 * @see <a href="https://discord.com/developers/docs/resources/message#shared-client-theme-object">Discord: Shared Client Theme Object</a>
 */
public record SharedClientTheme(List<String> colors, int gradientAngle, int baseMix, BaseTheme baseTheme) {

    /** Copies what could change later. */
    public SharedClientTheme {
        colors = List.copyOf(colors);
    }
}
