package dev.nightjar.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server reads of a WebSocket: the upgrade, and the client's frames. Confined to its connection's thread. */
final class ServerSide {

    private static final Pattern PATH = Pattern.compile("GET ([^ ?]*)(?:\\?([^ ]*))? ");
    private static final Pattern KEY = Pattern.compile("(?im)^Sec-WebSocket-Key: *(\\S+)");
    private static final int CLOSE = 8;

    private final DataInputStream in;
    private final String path;
    private final Compression compression;

    private ServerSide(DataInputStream in, String path, Compression compression) {
        this.in = in;
        this.path = path;
        this.compression = compression;
    }

    /** Reads the request and accepts whatever it is. */
    static ServerSide upgrade(SocketChannel socket) throws IOException {
        InputStream in = Channels.newInputStream(socket);
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            request.append((char) next);
        }
        Matcher first = matched(PATH, request);
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(matched(KEY, request).group(1)) + "\r\n\r\n";
        ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(ISO_8859_1));
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
        String query = String.valueOf(first.group(2));
        Compression asked = query.contains("zstd-stream")
                ? Compression.ZSTD
                : query.contains("zlib-stream") ? Compression.ZLIB : Compression.NONE;
        return new ServerSide(new DataInputStream(in), first.group(1), asked);
    }

    String path() {
        return path;
    }

    Compression compression() {
        return compression;
    }

    /** Waits for a payload with this opcode; passes over others. */
    void expect(int op) throws IOException {
        String wanted = "\"op\":" + op + ",";
        while (true) {
            String text = read();
            if (text == null) {
                throw new EOFException();
            }
            if (text.contains(wanted)) {
                return;
            }
        }
    }

    /** Waits for a close frame or the end of the stream. */
    void awaitClose() throws IOException {
        while (read() != null) {
            // Beats and whatever else there is.
        }
    }

    /** The next frame's content, or null at a close frame. */
    private String read() throws IOException {
        int opcode = in.readUnsignedByte() & 0xF;
        int length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        byte[] mask = in.readNBytes(4);
        byte[] content = in.readNBytes(length);
        for (int i = 0; i < content.length; i++) {
            content[i] ^= mask[i % 4];
        }
        return opcode == CLOSE ? null : new String(content, UTF_8);
    }

    private static Matcher matched(Pattern pattern, CharSequence text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no WebSocket upgrade: " + text);
        }
        return matcher;
    }

    // RFC 6455, 4.2.2
    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
