package dev.nightjar.gateway;

import dev.nightjar.gateway.decode.Excerpt;
import dev.nightjar.gateway.inflate.MessageInflater;

/**
 * The compression of what the gateway sends. What a client sends is never compressed.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#encoding-and-compression">Discord: Encoding and
 *     Compression</a>
 */
public enum Compression {
    /**
     * Transport compression {@code zstd-stream}: one zstd frame over the whole connection, or, of some other servers, one for
     * each message. The default: it costs the client less than half the time of zlib. Needs zstd-jni and the native library in it;
     * a program that chooses another compression can leave zstd-jni out of its class path.
     *
     * @see <a href="https://discord.com/developers/docs/events/gateway#zstdstream">Discord: zstd-stream</a>
     */
    ZSTD("zstd-stream"),

    /**
     * Transport compression {@code zlib-stream}: one zlib stream over the whole connection. Nothing but the JDK is
     * needed.
     *
     * @see <a href="https://discord.com/developers/docs/events/gateway#zlibstream">Discord: zlib-stream</a>
     */
    ZLIB("zlib-stream"),

    /**
     * Payload compression, {@code "compress": true} in IDENTIFY: the gateway may compress single payloads, each of them
     * a zlib stream of its own. It shares no context between payloads, so it saves the least traffic and holds the least
     * memory while nothing happens.
     *
     * @see <a href="https://discord.com/developers/docs/events/gateway#payload-compression">Discord: Payload
     *     Compression</a>
     */
    PAYLOAD(""),

    /** No compression: every payload comes as text. */
    NONE("");

    private final String parameter;

    Compression(String parameter) {
        this.parameter = parameter;
    }

    /** The value of {@code compress} in the gateway's URL, empty where the URL must not have one. */
    String parameter() {
        return parameter;
    }

    /**
     * Checks that what this compression needs is among the program's jars.
     *
     * @throws IllegalArgumentException when it is not
     */
    void checkPresent() {
        if (this == ZSTD && !MessageInflater.hasZstd()) {
            throw new IllegalArgumentException(
                    "Compression.ZSTD, which is the default, needs zstd-jni, and this program has been put together without it: add the"
                            + " dependency com.github.luben:zstd-jni, or choose GatewayConfig.Builder.compression(Compression.ZLIB)");
        }
    }

    /**
     * Opens an inflater for what the gateway sends when asked for this compression. It holds native memory until it is
     * closed.
     *
     * @param maxPayloadBytes the most bytes that one payload may have when inflated
     * @param maxZstdWindowBytes the most bytes that a zstd stream may refer back to, and so make libzstd allocate
     * @throws GatewayException when the native code of zstd-jni does not load on this machine
     */
    MessageInflater openInflater(int maxPayloadBytes, int maxZstdWindowBytes) {
        return switch (this) {
            case ZSTD -> openZstd(maxPayloadBytes, maxZstdWindowBytes);
            case ZLIB -> MessageInflater.openZlib(maxPayloadBytes);
            case PAYLOAD -> MessageInflater.openPayload(maxPayloadBytes);
            case NONE -> MessageInflater.refusing();
        };
    }

    private static MessageInflater openZstd(int maxPayloadBytes, int maxWindowBytes) {
        try {
            return MessageInflater.openZstd(maxPayloadBytes, maxWindowBytes);
        } catch (LinkageError e) {
            throw new GatewayException(
                    GatewayException.Reason.INTERNAL,
                    "The native code of zstd-jni does not load on this machine: " + Excerpt.of(e)
                            + ". Choose Compression.ZLIB in the configuration, or let Java write and run files in its folder for"
                            + " temporary files (-Djava.io.tmpdir, -DZstdTempFolder)",
                    e);
        }
    }
}
