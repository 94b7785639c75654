package dev.nightjar.gateway.model.message;

import org.jspecify.annotations.Nullable;

/**
 * The Rich Presence activity that a message invites to.
 *
 * @param type what it invites to
 * @param partyId the id of the party
 * @see <a href="https://discord.com/developers/docs/resources/message#message-object-message-activity-structure">Discord: Message Activity Structure</a>
 */
public record MessageActivity(
        MessageActivityType type, @Nullable String partyId) {}
