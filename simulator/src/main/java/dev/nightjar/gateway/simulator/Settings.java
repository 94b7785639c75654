package dev.nightjar.gateway.simulator;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link SimulatedGateway}. */
record Settings(
        int port,
        Duration heartbeatInterval,
        @Nullable String token,
        int shards,
        int maxConcurrency,
        boolean limitIdentifies,
        int sessionStarts,
        int guilds,
        double eventsPerSecond,
        boolean strict,
        boolean raw,
        int replayLimit,
        Duration sessionLifetime,
        long disallowedIntents,
        @Nullable URI resumeUrl,
        long seed) {

    private static final String BOT = "Bot ";

    Settings {
        if (shards < 1 || maxConcurrency < 1 || guilds < 0 || eventsPerSecond < 0 || replayLimit < 1) {
            throw new IllegalArgumentException("Out of range: shards " + shards + ", maxConcurrency " + maxConcurrency
                    + ", guilds " + guilds + ", eventsPerSecond " + eventsPerSecond + ", replayLimit " + replayLimit);
        }
    }

    /** Whether a token, with or without its prefix, logs in. */
    boolean accepts(@Nullable Object given) {
        if (!(given instanceof String text)) {
            return false;
        }
        String bare = withoutPrefix(text);
        return token == null ? !bare.isEmpty() && !bare.startsWith("bad") : bare.equals(withoutPrefix(token));
    }

    /** Whether an Authorization header logs in; there the prefix is required. */
    boolean authorizes(@Nullable String header) {
        return header != null && header.startsWith(BOT) && accepts(header);
    }

    private static String withoutPrefix(String token) {
        return token.startsWith(BOT) ? token.substring(BOT.length()) : token;
    }
}
