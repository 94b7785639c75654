package dev.nightjar.gateway.simulator;

import com.fasterxml.jackson.jr.ob.JSON;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One connection of a client to a {@link ScriptedGateway}, driven by a test.
 *
 * <p>What is sent goes out in the order of the calls; sending to a client that is gone does nothing. Heartbeats are kept
 * apart from the other payloads and answered at once, unless {@link #acks(boolean)} says otherwise. Safe for any thread,
 * but one thread at a time should write the script.
 *
 * <p>A client on the JDK's WebSocket loses bytes when more than some 8 KB arrive together with the answer to its upgrade: send
 * nothing large before its first payload.
 */
public final class Client {

    private static final Duration PATIENCE = ScriptedGateway.PATIENCE;
    private static final String ACK = "{\"t\":null,\"s\":null,\"op\":11,\"d\":null}";

    private final ServerConnection connection;
    private final URI gatewayUrl;
    private final String name;
    private final Inbox inbox;

    private volatile boolean acks = true; // written by the test, read by the event loop

    // Confined to the event loop.
    private final Compressor compressor;
    private int unsent; // messages that were compressed, but have not been sent
    private int heldAcks;

    Client(int number, ServerConnection connection, URI gatewayUrl) {
        this.connection = connection;
        this.gatewayUrl = gatewayUrl;
        this.name = "client " + number;
        this.inbox = new Inbox(name);
        this.compressor = Compressor.open(connection.request());
    }

    /** {@return the request with which the client opened the WebSocket} */
    public UpgradeRequest request() {
        return connection.request();
    }

    /**
     * Waits for the next payload that is no heartbeat, which must have this opcode; op 1 means {@link #expectBeat()}.
     *
     * @param op the opcode
     * @return the payload
     */
    public Received expect(int op) {
        return expect(op, PATIENCE);
    }

    /**
     * As {@link #expect(int)}, but waits so long.
     *
     * @param op the opcode
     * @param patience how long to wait at most
     * @return the payload
     */
    public Received expect(int op, Duration patience) {
        return inbox.payload(op, patience);
    }

    /**
     * Waits for the next payload that is no heartbeat, whatever it is.
     *
     * @return the payload
     */
    public Received next() {
        return inbox.anything(PATIENCE);
    }

    /**
     * Waits for the next heartbeat that was not waited for yet.
     *
     * @return the heartbeat
     */
    public Received expectBeat() {
        return expectBeat(PATIENCE);
    }

    /**
     * As {@link #expectBeat()}, but waits so long.
     *
     * @param patience how long to wait at most
     * @return the heartbeat
     */
    public Received expectBeat(Duration patience) {
        return inbox.payload(Inbox.HEARTBEAT, patience);
    }

    /**
     * Fails if the client sends anything but heartbeats in this time.
     *
     * @param quiet how long nothing may come
     */
    public void expectNothing(Duration quiet) {
        inbox.nothing(quiet);
    }

    /** {@return all payloads so far, heartbeats too, in the order of arrival} */
    public List<Received> received() {
        return inbox.all();
    }

    /**
     * Whether heartbeats are answered as they come; they are by default.
     *
     * @param on true for yes
     */
    public void acks(boolean on) {
        acks = on;
    }

    /**
     * Sends a payload, encoded as the client's query asked: with the connection's zlib or zstd context, or as text.
     *
     * @param json the payload as JSON
     */
    public void send(String json) {
        connection.execute(() -> encode(json));
    }

    private void encode(String json) {
        if (connection.isOpen()) {
            connection.message(compressor.opcode(), compressor.compress(json.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /**
     * Sends HELLO.
     *
     * @param intervalMillis the interval of heartbeats, in milliseconds
     */
    public void hello(long intervalMillis) {
        send("{\"t\":null,\"s\":null,\"op\":10,\"d\":{\"heartbeat_interval\":" + intervalMillis + "}}");
    }

    /**
     * Sends READY as sequence 1, with this gateway's own URL to resume at and the shard that the client asked for.
     *
     * @param sessionId the session's id
     */
    public void ready(String sessionId) {
        ready(sessionId, gatewayUrl.toString());
    }

    /**
     * Sends READY as sequence 1, with a URL to resume at and the shard that the client asked for.
     *
     * @param sessionId the session's id
     * @param resumeUrl the URL to resume at
     */
    public void ready(String sessionId, String resumeUrl) {
        dispatch("READY", 1, readyData(sessionId, resumeUrl));
    }

    private String readyData(String sessionId, String resumeUrl) {
        Object shard = received().stream()
                .map(received -> received.data().get("shard"))
                .filter(List.class::isInstance)
                .reduce(List.of(0, 1), (first, second) -> second);
        try {
            return """
                    {"v":10,"user":{"id":"1","username":"nightjar","discriminator":"0","avatar":null,"bot":true},\
                    "guilds":[],"session_id":%s,"resume_gateway_url":%s,"shard":%s,\
                    "application":{"id":"1","flags":0}}""".formatted(JSON.std.asString(sessionId), JSON.std.asString(resumeUrl), JSON.std.asString(shard));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Sends a dispatch whose data is the given JSON.
     *
     * @param type the event's name, as in {@code t}
     * @param seq the sequence
     * @param dJson the data as JSON
     */
    public void dispatch(String type, long seq, String dJson) {
        send("{\"t\":\"" + type + "\",\"s\":" + seq + ",\"op\":0,\"d\":" + dJson + "}");
    }

    /**
     * Sends RESUMED.
     *
     * @param seq the sequence
     */
    public void resumed(long seq) {
        dispatch("RESUMED", seq, "{}");
    }

    /** Sends a heartbeat ACK. */
    public void ack() {
        send(ACK);
    }

    /** Asks for a heartbeat. */
    public void requestBeat() {
        send("{\"t\":null,\"s\":null,\"op\":1,\"d\":null}");
    }

    /** Tells the client to reconnect. */
    public void reconnect() {
        send("{\"t\":null,\"s\":null,\"op\":7,\"d\":null}");
    }

    /**
     * Tells the client that its session is invalid.
     *
     * @param resumable true if the session can be resumed
     */
    public void invalidSession(boolean resumable) {
        send("{\"t\":null,\"s\":null,\"op\":9,\"d\":" + resumable + "}");
    }

    /**
     * Compresses a payload in this connection's context without sending it. The client must receive it before any later
     * payload: send it next, with one of the raw methods. Until then ACKs wait.
     *
     * @param json the payload as JSON
     * @return the bytes to send
     */
    public byte[] compress(String json) {
        return connection.call(() -> {
            unsent++;
            return compressor.compress(json.getBytes(StandardCharsets.UTF_8));
        });
    }

    /**
     * Sends a text message as it is.
     *
     * @param text the message
     */
    public void sendText(String text) {
        raw(out -> ServerFrame.append(out, ServerFrame.TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Sends a binary message as it is.
     *
     * @param bytes the bytes
     */
    public void sendBinary(byte[] bytes) {
        raw(out -> ServerFrame.append(out, ServerFrame.BINARY, bytes));
    }

    /**
     * Sends one WebSocket message as a frame and its continuations, cut before each of the positions: binary on a
     * compressed connection, else text.
     *
     * @param whole the message
     * @param cuts the positions
     */
    public void sendFragmented(byte[] whole, int... cuts) {
        raw(out -> ServerFrame.appendFragmented(out, compressor.opcode(), whole, cuts));
    }

    /**
     * Sends one gateway payload as several WebSocket messages, cut before each of the positions.
     *
     * @param compressed the payload, as {@link #compress(String)} returns it
     * @param cuts the positions
     */
    public void sendSplitMessages(byte[] compressed, int... cuts) {
        raw(out -> ServerFrame.appendSplit(out, compressor.opcode(), compressed, cuts));
    }

    /**
     * Puts bytes on the socket as they are, below the WebSocket.
     *
     * @param bytes the bytes
     */
    public void rawBytes(byte[] bytes) {
        raw(out -> out.writeBytes(bytes));
    }

    private void raw(Consumer<ByteBuf> content) {
        connection.execute(() -> {
            ByteBuf out = connection.buffer(256);
            content.accept(out);
            connection.write(out);
            unsent = Math.max(0, unsent - 1);
            releaseAcks();
        });
    }

    private void releaseAcks() {
        for (; unsent == 0 && heldAcks > 0; heldAcks--) {
            encode(ACK);
        }
    }

    /**
     * Sends a close frame. The socket is closed when the client answers.
     *
     * @param code the close code
     * @param reason the reason beside it
     */
    public void close(int code, String reason) {
        connection.execute(() -> connection.close(code, reason));
    }

    /** Sends a close frame without a code. */
    public void closeWithoutCode() {
        connection.execute(connection::closeWithoutCode);
    }

    /** Ends the connection with a TCP reset. */
    public void reset() {
        connection.reset();
    }

    /** Ends the stream to the client without a close frame. */
    public void eof() {
        connection.execute(connection::eof);
    }

    /** From now on neither reads, writes nor answers: a half open connection. There is no way back. */
    public void silence() {
        connection.silence();
    }

    /** Stops reading from the socket, so that the client's send buffer fills. */
    public void stopReading() {
        connection.reading(false);
    }

    /** Reads from the socket again. */
    public void resumeReading() {
        connection.reading(true);
    }

    /**
     * Whether a close frame of the client is answered, and the socket then closed; it is by default.
     *
     * @param on true for yes
     */
    public void answerClose(boolean on) {
        connection.answersClose(on);
    }

    /**
     * Waits for a close frame of the client; for 1006 when the connection ends without one.
     *
     * @return the code and the reason
     */
    public Closed closeFrame() {
        return inbox.awaitCloseFrame(PATIENCE);
    }

    /**
     * Waits for the end of the connection.
     *
     * @return how it ended
     */
    public Closed closed() {
        return inbox.awaitEnd(PATIENCE);
    }

    /**
     * Waits so long for the end of the connection.
     *
     * @param patience how long to wait at most
     * @return how it ended
     */
    public Closed closedWithin(Duration patience) {
        return inbox.awaitEnd(patience);
    }

    /** {@return whether the socket is still open} */
    public boolean isOpen() {
        return inbox.endNow() == null;
    }

    @Override
    public String toString() {
        return name + " " + request().target();
    }

    ServerConnection.Listener ears(Runnable onOpened) {
        return new Ears(onOpened);
    }

    private final class Ears implements ServerConnection.Listener {

        private final Runnable onOpened;

        Ears(Runnable onOpened) {
            this.onOpened = onOpened;
        }

        @Override
        public void opened() {
            onOpened.run();
        }

        @Override
        public void received(byte[] payload, boolean text, long nanos) {
            Received received = Received.of(payload, nanos);
            inbox.add(received);
            if (received.op() == Inbox.HEARTBEAT && acks) {
                heldAcks++;
                releaseAcks();
            }
        }

        @Override
        public void closeFrame(Closed frame) {
            inbox.closeFrame(frame);
        }

        @Override
        public void ended(Closed end) {
            compressor.close();
            inbox.ended(end);
        }
    }
}
