package dev.nightjar.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The sending half of an open WebSocket. Safe for any thread: messages go out whole, one after the other. */
interface Outbound {

    /**
     * Sends a text message. Waits first until the message before it is sent.
     *
     * @throws TimeoutException when the socket does not take it in time
     * @throws IOException when the connection is gone
     */
    void send(String text, Duration timeout) throws IOException, TimeoutException, InterruptedException;

    /** Begins to send a text message, without waiting. Returns false, and does not send, while another message is being sent. */
    boolean sendIfFree(String text);

    /** Whether the peer has ended the connection, even if the reader has not read that yet. What is sent now does not arrive. */
    boolean isOver();

    /** Adds an ending behind the frames that were received, so those are read first. */
    void endAfterInbox(Ending ending);
}
