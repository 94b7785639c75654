package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Flags;

/**
 * What an attachment is.
 *
 * @param bits all bits, those that this version does not know too
 * @see <a href="https://discord.com/developers/docs/resources/message#attachment-object-attachment-flags">Discord: Attachment Flags</a>
 */
public record AttachmentFlags(long bits) implements Flags<AttachmentFlags> {

    /** A clip of a stream. */
    public static final AttachmentFlags IS_CLIP = new AttachmentFlags(1L << 0);

    /** The thumbnail of a thread in a media channel. */
    public static final AttachmentFlags IS_THUMBNAIL = new AttachmentFlags(1L << 1);

    /** Edited with the remix feature on mobile. */
    public static final AttachmentFlags IS_REMIX = new AttachmentFlags(1L << 2);

    /** Marked as a spoiler. */
    public static final AttachmentFlags IS_SPOILER = new AttachmentFlags(1L << 3);

    /** An animated image. */
    public static final AttachmentFlags IS_ANIMATED = new AttachmentFlags(1L << 5);
}
