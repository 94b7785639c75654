package dev.nightjar.cluster;

/** A request to an engine that this program has closed. No later one will succeed. */
public final class EngineClosedException extends EngineException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what has failed
     */
    public EngineClosedException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what has failed
     * @param cause why
     */
    public EngineClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
