package dev.nightjar.gateway.simulator;

import dev.nightjar.gateway.simulator.LoopbackServer.Guest;
import dev.nightjar.gateway.simulator.LoopbackServer.HttpAnswer;
import dev.nightjar.gateway.simulator.LoopbackServer.HttpQuestion;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The HTTP side of one connection: answers plain requests and lets WebSocket clients in. Confined to the event loop. */
final class Door extends SimpleChannelInboundHandler<FullHttpRequest> {

    // Far above what a gateway accepts, so that the gateway and not the WebSocket layer judges a payload.
    private static final int MESSAGE_LIMIT = 1024 * 1024;

    private final LoopbackServer server;
    private final Guest guest;

    Door(LoopbackServer server, Guest guest) {
        this.server = server;
        this.guest = guest;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(request.headers().get(HttpHeaderNames.UPGRADE, ""))) {
            // The body is empty and its buffer goes when this method returns, but the request may have to wait.
            considerUpgrade(context, request.replace(Unpooled.EMPTY_BUFFER));
        } else {
            answer(context, request);
        }
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request) {
        var question = new HttpQuestion(
                request.method().name(),
                new QueryStringDecoder(request.uri()).path(),
                request.headers().get(HttpHeaderNames.AUTHORIZATION));
        HttpAnswer answer = guest.answer(question);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), answer.body());
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        // RFC 9110, 6.6.1: an origin server with a clock says what it shows.
        response.headers()
                .set(
                        HttpHeaderNames.DATE,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        respond(context, request, response);
    }

    private static void respond(ChannelHandlerContext context, FullHttpRequest request, FullHttpResponse response) {
        HttpUtil.setContentLength(response, response.content().readableBytes());
        if (HttpUtil.isKeepAlive(request)) {
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void considerUpgrade(ChannelHandlerContext context, FullHttpRequest request) {
        switch (server.upgradeRule()) {
            case UpgradeRule.Grant grant -> upgrade(context, request);
            case UpgradeRule.Delay delay -> server.schedule(() -> upgrade(context, request), delay.by());
            case UpgradeRule.Hold hold -> server.hold(() -> upgrade(context, request));
            case UpgradeRule.Reject reject -> reject(context, reject);
        }
    }

    private static void reject(ChannelHandlerContext context, UpgradeRule.Reject reject) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reject.status()), Unpooled.EMPTY_BUFFER);
        reject.headers().forEach(response.headers()::set);
        HttpUtil.setContentLength(response, 0);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
        Channel channel = context.channel();
        if (!channel.isActive()) {
            return;
        }
        var limits = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(MESSAGE_LIMIT)
                .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(null, null, limits).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel)
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        handshaker.handshake(channel, request).addListener(shaken -> {
            if (shaken.isSuccess()) {
                enter(context, request);
            } else {
                channel.close().addListener(ServerConnection::ignore);
            }
        });
    }

    private void enter(ChannelHandlerContext context, FullHttpRequest request) {
        var connection = new ServerConnection(server, context.channel(), UpgradeRequest.of(request));
        context.pipeline().addLast(new WebSocketFrameAggregator(MESSAGE_LIMIT), connection);
        context.pipeline().remove(this);
        connection.listenWith(guest.welcome(connection));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close().addListener(ServerConnection::ignore);
    }
}
