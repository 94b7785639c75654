package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Flags;

/**
 * What a message is and how it is shown.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/resources/message#message-object-message-flags">Discord: Message Flags</a>
 */
public record MessageFlags(long bits) implements Flags<MessageFlags> {

    /** Published to the channels that follow this one. */
    public static final MessageFlags CROSSPOSTED = new MessageFlags(1L << 0);

    /** Comes from a channel that is followed. */
    public static final MessageFlags IS_CROSSPOST = new MessageFlags(1L << 1);

    /** Its embeds are left out. */
    public static final MessageFlags SUPPRESS_EMBEDS = new MessageFlags(1L << 2);

    /** The message that it comes from was deleted. */
    public static final MessageFlags SOURCE_MESSAGE_DELETED = new MessageFlags(1L << 3);

    /** Comes from Discord's urgent message system. */
    public static final MessageFlags URGENT = new MessageFlags(1L << 4);

    /** A thread with its id was started from it. */
    public static final MessageFlags HAS_THREAD = new MessageFlags(1L << 5);

    /** Only the user of the interaction sees it. */
    public static final MessageFlags EPHEMERAL = new MessageFlags(1L << 6);

    /** An interaction whose app is still thinking. */
    public static final MessageFlags LOADING = new MessageFlags(1L << 7);

    /** Some roles were mentioned without being added to the thread. */
    public static final MessageFlags FAILED_TO_MENTION_SOME_ROLES_IN_THREAD = new MessageFlags(1L << 8);

    /** Causes no notifications. */
    public static final MessageFlags SUPPRESS_NOTIFICATIONS = new MessageFlags(1L << 12);

    /** A voice message. */
    public static final MessageFlags IS_VOICE_MESSAGE = new MessageFlags(1L << 13);

    /** Has the snapshot of a forwarded message. */
    public static final MessageFlags HAS_SNAPSHOT = new MessageFlags(1L << 14);

    /** Made of components alone. */
    public static final MessageFlags IS_COMPONENTS_V2 = new MessageFlags(1L << 15);

    /** Has a link that needs a warning. Discord does not document it. */
    public static final MessageFlags SHOULD_SHOW_LINK_NOT_DISCORD_WARNING = new MessageFlags(1L << 10);
}
