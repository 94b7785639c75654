package dev.nightjar.gateway.model.message;

/**
 * The source of an embed.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object-embed-types">Discord: Embed Types</a>
 */
public enum EmbedType {
    /** The fields of the embed. */
    RICH,
    /** An image. */
    IMAGE,
    /** A video. */
    VIDEO,
    /** An animated GIF, as a video. */
    GIFV,
    /** An article. */
    ARTICLE,
    /** A link. */
    LINK,
    /** The result of a poll. */
    POLL_RESULT,
    /** A message that auto moderation blocked or flagged, as it is shown in the channel for alerts. */
    AUTO_MODERATION_MESSAGE,
    /** Absent, or a value that this version does not know. */
    UNKNOWN
}
