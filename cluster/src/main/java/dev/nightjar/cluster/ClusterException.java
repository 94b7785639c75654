package dev.nightjar.cluster;

/** Something that a cluster was asked for and cannot do; the message says why, and what helps. */
public final class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClusterException(String message) {
        super(message);
    }

    ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
