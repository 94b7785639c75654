package dev.nightjar.gateway.model.guild;

/** The state of a request to join a guild. */
public enum JoinRequestStatus {
    /** The user has not yet sent the answers. */
    STARTED,
    /** The request waits for a decision. */
    PENDING,
    /** The request was refused. */
    REJECTED,
    /** The user was let in. */
    APPROVED,
    /** Absent, or a value that this version does not know. */
    UNKNOWN
}
