package dev.nightjar.gateway.simulator;

/**
 * The end of a connection, as the server saw it.
 *
 * @param code the code of the client's close frame; 1005 for one without a code, 1006 if there was no close frame
 * @param reason the reason of the client's close frame
 */
public record Closed(int code, String reason) {

    static final Closed WITHOUT_CODE = new Closed(1005, "");
    static final Closed ABNORMAL = new Closed(1006, "");
}
