package dev.nightjar.cli;

import com.github.luben.zstd.util.Native;
import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Warning;
import dev.nightjar.gateway.Compression;
import org.jspecify.annotations.Nullable;

/** The check whether the native code of zstd-jni loads on this machine. */
final class CompressionCheck {

    static final String NAME = "compression";

    private CompressionCheck() {}

    /** Why it does not load; null when it does. */
    static @Nullable Throwable see() {
        try {
            Native.load();
            return null;
        } catch (LinkageError | RuntimeException e) {
            return e;
        }
    }

    static Finding judge(@Nullable Throwable failure, Compression chosen) {
        if (failure == null) {
            return new Found("zstd-jni loads on this machine. The log-in asks for " + chosen + ".");
        }
        return new Warning(
                "zstd-jni cannot load its native code into this JVM ("
                        + failure.getClass().getSimpleName() + "), so a bot with the default compression ends at once.",
                "Choose Compression.ZLIB in the bot's configuration, or let the JVM write and run files in its folder for"
                        + " temporary files (-Djava.io.tmpdir, -DZstdTempFolder).");
    }

    /** The compression to log in with: the user's, else the best that works here. */
    static Compression choose(@Nullable Compression asked, @Nullable Throwable failure) {
        if (asked != null) {
            return asked;
        }
        return failure == null ? Compression.ZSTD : Compression.ZLIB;
    }
}
