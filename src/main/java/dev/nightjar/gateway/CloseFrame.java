package dev.nightjar.gateway;

import java.nio.charset.StandardCharsets;

/**
 * The content of a WebSocket's close frame: a code and a reason.
 *
 * @param code the close code
 * @param reason the reason, empty for none, at most 123 bytes of UTF-8
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4">RFC 6455, section 7.4</a>
 */
public record CloseFrame(int code, String reason) {

    /** Ends the session: 1000. The bot goes offline at once. */
    public static final CloseFrame NORMAL = new CloseFrame(1000, "closing connection");

    /** Keeps the session: 4000. */
    public static final CloseFrame RESUME = new CloseFrame(4000, "resuming connection");

    /** The code that stands for an end without a close frame. RFC 6455, section 7.4.1. */
    static final int ABNORMAL = 1006;

    private static final int MAX_REASON_BYTES = 123;

    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException when the code is not in 1000 to 4999 or the reason is longer than 123 bytes
     */
    public CloseFrame {
        if (code < 1000 || code > 4999) {
            throw new IllegalArgumentException("A close code must be from 1000 to 4999, but is " + code);
        }
        int length = reason.getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_REASON_BYTES) {
            throw new IllegalArgumentException(
                    "A close reason must be at most " + MAX_REASON_BYTES + " bytes of UTF-8, but has " + length);
        }
    }

    /** Whether Discord ends the session of a client that closes with this code. */
    // Discord: gateway#initiating-a-disconnect
    boolean endsSession() {
        return endsSession(code);
    }

    static boolean endsSession(int code) {
        return code == 1000 || code == 1001;
    }

    /** This frame, when a client may send it. */
    // RFC 6455, 7.4: the codes between are for the protocol itself or for servers, and the JDK refuses them.
    CloseFrame checkSendable() {
        if (!endsSession() && code < 3000) {
            throw new IllegalArgumentException(
                    "A client may close with 1000, 1001 or 3000 to 4999, but not with " + code);
        }
        return this;
    }
}
