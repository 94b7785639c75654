package dev.nightjar.gateway.model.guild;

/** The kind of a question that a guild asks those who want to join. */
public enum JoinRequestQuestion {
    /** Rules to agree to. */
    TERMS,
    /** A question with a short answer. */
    TEXT_INPUT,
    /** A question with a long answer. */
    PARAGRAPH,
    /** A choice. */
    MULTIPLE_CHOICE,
    /** A proof of identity. */
    VERIFICATION,
    /** A file to upload. */
    FILE_UPLOAD,
    /** Absent, or a value that this version does not know. */
    UNKNOWN
}
