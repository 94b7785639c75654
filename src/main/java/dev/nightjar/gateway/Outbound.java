package dev.nightjar.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The sending half of an open WebSocket. Safe for any thread: a message goes out whole, one after the other. */
interface Outbound {

    /**
     * Sends a text message, after one that is still on its way.
     *
     * @throws TimeoutException when the socket does not take it in time
     * @throws IOException when the connection is gone
     */
    void send(String text, Duration timeout) throws IOException, TimeoutException, InterruptedException;

    /** Sends a text message without waiting for anything. False when another is on its way: then this one is not sent. */
    boolean sendIfFree(String text);

    /** Whether the peer has ended the connection, read or not: what is sent now goes nowhere. */
    boolean isOver();

    /** Adds an ending behind all that was received, so that it is read first. */
    void endAfterInbox(Ending ending);
}
