package dev.nightjar.gateway;

/** The state of a shard. */
public enum ShardState {
    /** Between connections: the shard waits before it dials again. */
    DISCONNECTED,
    /** The shard is dialling. */
    CONNECTING,
    /** The connection is open; the shard waits for HELLO, for the identify queue, or for READY. */
    IDENTIFYING,
    /** The session is being resumed: missed events are replayed. */
    RESUMING,
    /** The session is up. Commands are sent in this state only. */
    ACTIVE,
    /** The user has closed the shard. */
    CLOSED,
    /** The shard has ended with a {@link GatewayException}, which its loop throws. */
    FAILED;

    /**
     * Whether the shard has ended for good.
     *
     * @return true when closed or failed
     */
    public boolean isTerminal() {
        return this == CLOSED || this == FAILED;
    }

    /**
     * Whether the session is up: READY or RESUMED has come on the current connection.
     *
     * @return true when active
     */
    public boolean isIdentified() {
        return this == ACTIVE;
    }
}
