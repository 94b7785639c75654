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

    /**
     * The flags of the application: the limited form of each privileged intent, but for those that are disallowed. Discord:
     * application#application-object-application-flags
     */
    long applicationFlags() {
        return flag(Intent.GUILD_PRESENCES, 13) | flag(Intent.GUILD_MEMBERS, 15) | flag(Intent.MESSAGE_CONTENT, 19);
    }

    private long flag(Intent intent, int bit) {
        return (disallowedIntents & intent.mask()) == 0 ? 1L << bit : 0;
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
