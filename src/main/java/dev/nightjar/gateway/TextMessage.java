package dev.nightjar.gateway;

import dev.nightjar.gateway.inflate.InflateException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A text message that is put together from its parts, up to a limit in bytes of UTF-8. Confined to the reader. */
final class TextMessage {

    /** The most bytes that one char makes; a pair of surrogates makes four. */
    private static final int MOST_BYTES = 3;

    private final int maxBytes;
    private final StringBuilder text = new StringBuilder();
    private long bytes;

    TextMessage(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Adds a part.
     *
     * @return the whole message in UTF-8 when this was its last part, otherwise null
     * @throws InflateException when it is longer than the limit
     */
    byte @Nullable [] add(CharSequence part, boolean last) throws InflateException {
        boolean surelyFits = last && text.isEmpty() && (long) part.length() * MOST_BYTES <= maxBytes;
        bytes = surelyFits ? 0 : bytes + size(part);
        if (bytes > maxBytes) {
            throw InflateException.tooLarge("A payload is longer than " + maxBytes
                    + " bytes. GatewayConfig.Builder.maxPayloadBytes can raise the limit.");
        }
        if (!last) {
            text.append(part);
            return null;
        }
        bytes = 0;
        if (text.isEmpty()) {
            return utf8(part);
        }
        byte[] json = text.append(part).toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        text.trimToSize();
        return json;
    }

    private static long size(CharSequence part) {
        long size = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            size += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : MOST_BYTES;
        }
        return size;
    }

    /** Encodes without a String in between, which would allocate several times as much. */
    private static byte[] utf8(CharSequence text) {
        ByteBuffer encoded =
                StandardCharsets.UTF_8.encode(text instanceof CharBuffer chars ? chars : CharBuffer.wrap(text));
        byte[] json = new byte[encoded.remaining()];
        encoded.get(json);
        return json;
    }
}
