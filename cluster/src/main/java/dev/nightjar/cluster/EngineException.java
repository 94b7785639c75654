package dev.nightjar.cluster;

import java.io.IOException;

/**
 * A request to the engine that has not succeeded, because the engine could not be reached, did not answer in time, or refused. A
 * write that fails in this way may have happened.
 */
public class EngineException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what has failed, and what helps
     */
    public EngineException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what has failed, and what helps
     * @param cause why
     */
    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
