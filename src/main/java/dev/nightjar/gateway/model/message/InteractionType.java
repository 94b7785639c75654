package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Coded;

/**
 * The kind of a user's action.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type">Discord: Interaction Type</a>
 */
public enum InteractionType implements Coded {
    /** Nothing; Discord asks whether the app is there. */
    PING(1),
    /** Used a command. */
    APPLICATION_COMMAND(2),
    /** Used a component of a message. */
    MESSAGE_COMPONENT(3),
    /** Types an option of a command. */
    APPLICATION_COMMAND_AUTOCOMPLETE(4),
    /** Submitted a modal. */
    MODAL_SUBMIT(5),
    /** Wants to buy something in a game; Discord asks whether the user may. */
    SOCIAL_LAYER_SKU_PURCHASE_ELIGIBILITY(6),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    InteractionType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
