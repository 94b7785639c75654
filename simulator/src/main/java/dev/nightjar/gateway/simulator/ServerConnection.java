package dev.nightjar.gateway.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One client's socket after the upgrade, with access to the raw bytes. Its methods are safe for any thread and take effect in
 * the order of one thread's calls; its listener is called on the event loop.
 */
final class ServerConnection extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final LoopbackServer server;
    private final Channel channel;
    private final UpgradeRequest request;

    private volatile boolean silent; // written by any thread, read by the event loop
    private volatile boolean answersClose = true; // written by any thread, read by the event loop

    // Confined to the event loop.
    private @Nullable Listener listener;
    private Closed end = Closed.ABNORMAL;
    private boolean closeSeen;

    ServerConnection(LoopbackServer server, Channel channel, UpgradeRequest request) {
        this.server = server;
        this.channel = channel;
        this.request = request;
    }

    /** Starts to listen. Event loop only, right after the upgrade. */
    void listenWith(Listener who) {
        listener = who;
        who.opened();
        if (!channel.isActive()) {
            who.ended(end);
        }
    }

    UpgradeRequest request() {
        return request;
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    boolean isOpen() {
        return channel.isActive() && !closeSeen;
    }

    ByteBuf buffer(int bytes) {
        return channel.alloc().directBuffer(bytes);
    }

    /** Puts bytes on the socket as they are. */
    void write(ByteBuf bytes) {
        if (silent) {
            bytes.release();
        } else {
            channel.writeAndFlush(bytes).addListener(ServerConnection::ignore);
        }
    }

    /** Sends one message in one frame. */
    void message(int opcode, byte[] payload) {
        ByteBuf out = buffer(payload.length + ServerFrame.HEAD_BYTES);
        ServerFrame.append(out, opcode, payload);
        write(out);
    }

    /** Sends a close frame; the socket is closed when the client answers. */
    void close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        ByteBuf body = Unpooled.buffer(2 + text.length).writeShort(code).writeBytes(text);
        message(ServerFrame.CLOSE, ByteBufUtil.getBytes(body));
    }

    /** Sends a close frame without a code. */
    void closeWithoutCode() {
        message(ServerFrame.CLOSE, new byte[0]);
    }

    /** Ends the connection with a TCP reset. */
    void reset() {
        execute(() -> {
            if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            channel.close().addListener(ServerConnection::ignore);
        });
    }

    /** Ends the outgoing half of the connection without a close frame; the client may still speak. */
    void eof() {
        ((SocketChannel) channel).shutdownOutput().addListener(ServerConnection::ignore);
    }

    /** Ends both halves of the connection after what was written is out. */
    void hangUp() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(written -> channel.close().addListener(ServerConnection::ignore));
    }

    /** From now on neither reads nor writes, like a machine that lost its power: the socket stays half open. */
    void silence() {
        silent = true;
        reading(false);
    }

    /** Reads from the socket or not, from the return of this method on. Not on the event loop. */
    void reading(boolean on) {
        // On the event loop, because from elsewhere Netty would still read once.
        server.run(() -> channel.config().setAutoRead(on));
    }

    /** Whether what the client sends is read now. Event loop only. */
    boolean isReading() {
        return !silent && channel.config().isAutoRead();
    }

    void answersClose(boolean on) {
        answersClose = on;
    }

    void execute(Runnable task) {
        server.execute(task);
    }

    <T> T call(Callable<T> task) {
        return server.call(task);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (silent || listener == null) {
            return;
        }
        switch (frame) {
            case CloseWebSocketFrame close -> closeReceived(close);
            case PingWebSocketFrame ping -> message(ServerFrame.PONG, ByteBufUtil.getBytes(ping.content()));
            case PongWebSocketFrame pong -> {}
            default ->
                listener.received(
                        ByteBufUtil.getBytes(frame.content()), frame instanceof TextWebSocketFrame, System.nanoTime());
        }
    }

    private void closeReceived(CloseWebSocketFrame frame) {
        closeSeen = true;
        int code = frame.statusCode();
        end = code == -1 ? Closed.WITHOUT_CODE : new Closed(code, frame.reasonText());
        if (listener != null) {
            listener.closeFrame(end);
        }
        if (answersClose) {
            // RFC 6455 5.5.1: the answer repeats the code, and 7.1.1: the server closes TCP first.
            message(ServerFrame.CLOSE, ByteBufUtil.getBytes(frame.content()));
            hangUp();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (listener != null) {
            listener.ended(end);
        }
        context.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (listener != null && channel.isWritable()) {
            listener.writable();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset by the client, or frames against RFC 6455: either way the connection is over.
        channel.close().addListener(ServerConnection::ignore);
    }

    /** Takes the outcome of a write or a close that may fail: that the connection ended is seen elsewhere. */
    static void ignore(Future<?> outcome) {}

    /** What a connection tells, on the event loop. */
    interface Listener {

        /** The client may be spoken to from now on. */
        void opened();

        /** A whole message of the client. */
        void received(byte[] payload, boolean text, long nanos);

        /** The close frame of the client. */
        void closeFrame(Closed frame);

        /** The socket takes more bytes again. */
        default void writable() {}

        /** The socket is closed. */
        void ended(Closed end);
    }
}
