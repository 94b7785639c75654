package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.user.User;

/**
 * The bot's own user changed.
 *
 * <p>Discord's name for it is {@index USER_UPDATE}.
 *
 * @param payload the payload as received
 * @param user the user
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#user-update">Discord: User Update</a>
 */
public record UserUpdate(Payload payload, @Flat User user) implements Event {}
