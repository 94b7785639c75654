package dev.nightjar.console;

import java.io.Serial;

/** The console cannot be opened. The message says why, and what helps; the bot is not touched by it. */
public final class ConsoleException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    ConsoleException(String message) {
        super(message);
    }

    ConsoleException(String message, Throwable cause) {
        super(message, cause);
    }
}
