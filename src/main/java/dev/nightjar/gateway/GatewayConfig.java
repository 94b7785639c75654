package dev.nightjar.gateway;

import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.event.Intent;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a shard connects, identifies and behaves. Immutable and safe for any thread; all shards of a bot should share one, and
 * with it one HttpClient and one identify queue.
 *
 * {@snippet file="dev/nightjar/gateway/examples/Configured.java" region="config"}
 */
public final class GatewayConfig {

    private final Builder from;

    private GatewayConfig(Builder builder) {
        this.from = builder;
    }

    /**
     * Starts a configuration.
     *
     * @param token the bot's token, with or without "Bot " before it
     * @return a builder with the defaults
     * @throws IllegalArgumentException when the token is blank or has a space or a control character in it
     */
    public static Builder builder(String token) {
        return new Builder(token);
    }

    /**
     * The token with "Bot " before it. It is sent to the gateway, to {@link #apiUrl()}, and to nobody else.
     *
     * @return the token
     */
    public String token() {
        return from.token;
    }

    /**
     * The intents as one number.
     *
     * @return the sum of the intents' bits
     */
    public int intentBits() {
        return from.intentBits;
    }

    /**
     * The URL of the first connection and of those after the resume URL has failed.
     *
     * @return a ws or wss URL without a query
     */
    public URI gatewayUrl() {
        return from.gatewayUrl;
    }

    /**
     * The URL of Discord's HTTP API, which {@link GatewayInfo} asks.
     *
     * @return an http or https URL without a query
     */
    public URI apiUrl() {
        return from.apiUrl;
    }

    /**
     * The compression to ask for.
     *
     * @return the compression
     */
    public Compression compression() {
        return from.compression;
    }

    /**
     * The presence that the bot starts with.
     *
     * @return empty for Discord's default, online
     */
    public Optional<UpdatePresence> presence() {
        return Optional.ofNullable(from.presence);
    }

    /**
     * From how many members on a guild comes without those who are offline.
     *
     * @return empty for Discord's default, 50
     */
    public OptionalInt largeThreshold() {
        return from.largeThreshold == 0 ? OptionalInt.empty() : OptionalInt.of(from.largeThreshold);
    }

    /**
     * What the client says of itself.
     *
     * @return the properties
     */
    public IdentifyProperties identifyProperties() {
        return from.identifyProperties;
    }

    /**
     * The gateway capabilities, as one number.
     *
     * @return empty when IDENTIFY has none
     */
    public OptionalInt capabilities() {
        return from.capabilities == 0 ? OptionalInt.empty() : OptionalInt.of(from.capabilities);
    }

    /**
     * Says when a shard may identify.
     *
     * @return the queue
     */
    public IdentifyQueue identifyQueue() {
        return from.identifyQueue;
    }

    /**
     * Whether commands are kept within Discord's limit.
     *
     * @return false when the user takes care of that
     */
    public boolean limitCommands() {
        return from.limitCommands;
    }

    /**
     * The sessions that shards resume at their start, each its own.
     *
     * @return none to identify
     */
    public List<Session> sessions() {
        return from.sessions;
    }

    /**
     * Where sessions are kept beyond the process.
     *
     * @return empty to keep them nowhere
     */
    public Optional<SessionStore> sessionStore() {
        return Optional.ofNullable(from.sessionStore);
    }

    /**
     * How long a shard waits at least between two saves of its session.
     *
     * @return more than zero
     */
    public Duration sessionSaveInterval() {
        return from.sessionSaveInterval;
    }

    /**
     * The client that opens the WebSockets.
     *
     * @return the user's, or one made for this configuration
     */
    public HttpClient httpClient() {
        return from.dialingClient.get();
    }

    /** Gives the client that dials. */
    DialingClient dialingClient() {
        return from.dialingClient;
    }

    /** Writes the heartbeats that shards of this configuration, and of those made from it, are late with. */
    BeatWatch beatWatch() {
        return from.beatWatch;
    }

    /**
     * How many received payloads may wait for the user's loop before the shard stops reading.
     *
     * @return at least 1
     */
    public int eventBuffer() {
        return from.eventBuffer;
    }

    /**
     * How many bytes of received JSON may wait for the user's loop before the shard stops reading.
     *
     * @return at least 1
     */
    public long eventBufferBytes() {
        return from.eventBufferBytes;
    }

    /**
     * How many commands may wait to be sent.
     *
     * @return at least 1
     */
    public int commandBuffer() {
        return from.commandBuffer;
    }

    /**
     * How large one payload may be, in bytes: as it arrives, and inflated.
     *
     * @return at least 4,096
     */
    public int maxPayloadBytes() {
        return from.maxPayloadBytes;
    }

    /**
     * How large a window a zstd stream may ask for, in bytes.
     *
     * @return at least 1,024
     */
    public int maxZstdWindowBytes() {
        return from.maxZstdWindowBytes;
    }

    /**
     * How long the look-up of the address, TCP, TLS and the WebSocket upgrade may take together.
     *
     * @return more than zero
     */
    public Duration connectTimeout() {
        return from.connectTimeout;
    }

    /**
     * How long HELLO may take after the upgrade.
     *
     * @return more than zero
     */
    public Duration helloTimeout() {
        return from.helloTimeout;
    }

    /**
     * How long READY may take after IDENTIFY, and RESUMED after RESUME or the last event that was replayed.
     *
     * @return more than zero
     */
    public Duration readyTimeout() {
        return from.readyTimeout;
    }

    /**
     * How long the gateway may take to answer a close frame, and a session store to save for the last time.
     *
     * @return more than zero
     */
    public Duration closeTimeout() {
        return from.closeTimeout;
    }

    /**
     * How long one write may take.
     *
     * @return more than zero
     */
    public Duration writeTimeout() {
        return from.writeTimeout;
    }

    /**
     * The wait after the first failure in a row; it doubles with each further one.
     *
     * @return more than zero
     */
    public Duration minBackoff() {
        return from.minBackoff;
    }

    /**
     * The longest wait between two attempts.
     *
     * @return at least {@link #minBackoff()}
     */
    public Duration maxBackoff() {
        return from.maxBackoff;
    }

    /**
     * A builder that starts from this configuration and shares its HttpClient and identify queue: for shards that differ in a
     * little.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder(from);
    }

    /** Shows what distinguishes configurations, and never the token. */
    @Override
    public String toString() {
        return "GatewayConfig[gatewayUrl=" + from.gatewayUrl + ", intents=" + from.intentBits + ", compression="
                + from.compression + ", token=(hidden)]";
    }

    /** Collects a configuration. Each method checks its value at once. Not safe for use by several threads. */
    public static final class Builder {

        private static final URI DISCORD = URI.create("wss://gateway.discord.gg");
        private static final URI DISCORD_API = URI.create("https://discord.com/api/v" + GatewayUrl.VERSION);

        // Discord: gateway-events#identify
        private static final int MIN_LARGE_THRESHOLD = 50;
        private static final int MAX_LARGE_THRESHOLD = 250;

        // Wide enough for a slow machine, narrow enough that a mistaken unit shows.
        private static final Duration LONGEST = Duration.ofHours(1);

        private final String token;
        private int intentBits;
        private URI gatewayUrl = DISCORD;
        private URI apiUrl = DISCORD_API;
        private Compression compression = Compression.ZSTD;
        private @Nullable UpdatePresence presence;
        private int largeThreshold;
        private IdentifyProperties identifyProperties = IdentifyProperties.DEFAULT;
        private int capabilities;
        private IdentifyQueue identifyQueue = LocalIdentifyQueue.of(1);
        private boolean limitCommands = true;
        private List<Session> sessions = List.of();
        private @Nullable SessionStore sessionStore;
        // What a crash repeats at most; a thousand shards still write but a thousand small files in it.
        private Duration sessionSaveInterval = Duration.ofSeconds(1);
        private DialingClient dialingClient = DialingClient.of(null);
        private BeatWatch beatWatch = new BeatWatch(Time.SYSTEM);
        // A second or more of a busy shard; the bytes bound it when guilds of many megabytes arrive in a row.
        private int eventBuffer = 4_096;
        private long eventBufferBytes = 64L << 20;
        // Four minutes' worth of what the limit lets out.
        private int commandBuffer = 512;
        // The largest guilds are known to reach 16 MiB.
        private int maxPayloadBytes = 64 << 20;
        // Discord uses 256 KiB; 8 MiB is what RFC 8878 asks every decoder to accept.
        private int maxZstdWindowBytes = 8 << 20;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration helloTimeout = Duration.ofSeconds(20);
        // Long, as a retry costs an identify of the daily thousand.
        private Duration readyTimeout = Duration.ofSeconds(60);
        private Duration closeTimeout = Duration.ofSeconds(5);
        private Duration writeTimeout = Duration.ofSeconds(10);
        private Duration minBackoff = Duration.ofSeconds(1);
        private Duration maxBackoff = Duration.ofSeconds(60);

        private Builder(String token) {
            String bare = token.startsWith("Bot ") ? token.substring(4) : token;
            boolean printable = bare.chars().allMatch(c -> c > ' ' && c < 127);
            if (bare.isEmpty() || !printable) {
                throw new IllegalArgumentException(
                        "A token must be visible ASCII characters without a space, but the given one (not shown) "
                                + (bare.isEmpty() ? "is empty" : "has others among its " + bare.length()));
            }
            this.token = "Bot " + bare;
        }

        private Builder(Builder other) {
            this.token = other.token;
            this.intentBits = other.intentBits;
            this.gatewayUrl = other.gatewayUrl;
            this.apiUrl = other.apiUrl;
            this.compression = other.compression;
            this.presence = other.presence;
            this.largeThreshold = other.largeThreshold;
            this.identifyProperties = other.identifyProperties;
            this.capabilities = other.capabilities;
            this.identifyQueue = other.identifyQueue;
            this.limitCommands = other.limitCommands;
            this.sessions = other.sessions;
            this.sessionStore = other.sessionStore;
            this.sessionSaveInterval = other.sessionSaveInterval;
            this.dialingClient = other.dialingClient;
            this.beatWatch = other.beatWatch;
            this.eventBuffer = other.eventBuffer;
            this.eventBufferBytes = other.eventBufferBytes;
            this.commandBuffer = other.commandBuffer;
            this.maxPayloadBytes = other.maxPayloadBytes;
            this.maxZstdWindowBytes = other.maxZstdWindowBytes;
            this.connectTimeout = other.connectTimeout;
            this.helloTimeout = other.helloTimeout;
            this.readyTimeout = other.readyTimeout;
            this.closeTimeout = other.closeTimeout;
            this.writeTimeout = other.writeTimeout;
            this.minBackoff = other.minBackoff;
            this.maxBackoff = other.maxBackoff;
        }

        /**
         * Sets the intents.
         *
         * @param intents the groups of events to receive
         * @return this
         */
        public Builder intents(Intent... intents) {
            return intents(List.of(intents));
        }

        /**
         * Sets the intents.
         *
         * @param intents the groups of events to receive
         * @return this
         */
        public Builder intents(Collection<Intent> intents) {
            return intentBits(Intent.bits(intents));
        }

        /**
         * Sets the intents as one number, for bits that {@link Intent} does not know yet.
         *
         * @param bits the sum of the intents' bits
         * @return this
         * @throws IllegalArgumentException when it is negative
         */
        public Builder intentBits(int bits) {
            if (bits < 0) {
                throw new IllegalArgumentException("Intents must not be negative, but are " + bits);
            }
            intentBits = bits;
            return this;
        }

        /**
         * Sets the URL to dial, Discord's by default: a proxy or a simulated gateway. The resume URL of READY wins over it.
         *
         * @param url a ws or wss URL without a query
         * @return this
         * @throws IllegalArgumentException when it is anything else
         */
        public Builder gatewayUrl(URI url) {
            gatewayUrl = GatewayUrl.check(url);
            return this;
        }

        /**
         * Sets the URL of the HTTP API, Discord's by default: what {@link GatewayInfo} asks is below it.
         *
         * @param url an http or https URL without a query, as in https://discord.com/api/v10
         * @return this
         * @throws IllegalArgumentException when it is anything else
         */
        public Builder apiUrl(URI url) {
            apiUrl = GatewayUrl.checkApi(url);
            return this;
        }

        /**
         * Sets the compression, zstd-stream by default.
         *
         * @param choice the compression
         * @return this
         */
        public Builder compression(Compression choice) {
            compression = choice;
            return this;
        }

        /**
         * Sets the presence that the bot starts with.
         *
         * @param initial the presence
         * @return this
         */
        public Builder presence(UpdatePresence initial) {
            presence = initial;
            return this;
        }

        /**
         * Sets from how many members on a guild comes without those who are offline.
         *
         * @param members from 50 to 250
         * @return this
         * @throws IllegalArgumentException when it is outside of that
         */
        public Builder largeThreshold(int members) {
            if (members < MIN_LARGE_THRESHOLD || members > MAX_LARGE_THRESHOLD) {
                throw new IllegalArgumentException("large_threshold must be from " + MIN_LARGE_THRESHOLD + " to "
                        + MAX_LARGE_THRESHOLD + ", but is " + members);
            }
            largeThreshold = members;
            return this;
        }

        /**
         * Sets what the client says of itself.
         *
         * @param properties the properties
         * @return this
         */
        public Builder identifyProperties(IdentifyProperties properties) {
            identifyProperties = properties;
            return this;
        }

        /**
         * Sets the gateway capabilities.
         *
         * @param bits the capabilities as one number; 0 leaves them out
         * @return this
         * @throws IllegalArgumentException when it is negative
         * @see <a href="https://discord.com/developers/docs/events/gateway-events#identify">Discord: Identify</a>
         */
        public Builder capabilities(int bits) {
            if (bits < 0) {
                throw new IllegalArgumentException("Capabilities must not be negative, but are " + bits);
            }
            capabilities = bits;
            return this;
        }

        /**
         * Sets what says when a shard may identify, by default a {@link LocalIdentifyQueue} with a concurrency of 1 that the
         * shards with this configuration share.
         *
         * @param queue the queue
         * @return this
         */
        public Builder identifyQueue(IdentifyQueue queue) {
            identifyQueue = queue;
            return this;
        }

        /**
         * Sets whether commands are kept within Discord's limit of 120 payloads in 60 seconds, by default true.
         *
         * @param limit false if the user takes care of that
         * @return this
         */
        public Builder limitCommands(boolean limit) {
            limitCommands = limit;
            return this;
        }

        /**
         * Sets the session to resume at the start. A shard with another number or total ignores it and identifies.
         *
         * @param stored what {@link Shard#suspend()} gave
         * @return this
         */
        public Builder session(Session stored) {
            return sessions(List.of(stored));
        }

        /**
         * Sets the sessions that the shards of a fleet resume at the start: each the first one that has its number and total; a
         * shard without one identifies.
         *
         * @param stored what {@link Fleet#suspend()} gave
         * @return this
         */
        public Builder sessions(Collection<Session> stored) {
            sessions = List.copyOf(stored);
            return this;
        }

        /**
         * Sets where sessions are kept beyond the process, so that a restart resumes even after a crash: each shard asks it for
         * a session when it is opened, saves how far the loop has come, and clears it when the session has ended. A
         * {@link #session} given for the shard wins over it. A closing shard waits for the last save, for the close timeout at
         * most. By default there is none.
         *
         * @param store the store, shared by all shards
         * @return this
         */
        public Builder sessionStore(SessionStore store) {
            sessionStore = store;
            return this;
        }

        /**
         * Sets how long a shard waits at least between two saves of its session, 1 s by default: what a crash repeats at most.
         *
         * @param interval more than zero, at most an hour
         * @return this
         * @throws IllegalArgumentException when it is outside of that
         */
        public Builder sessionSaveInterval(Duration interval) {
            sessionSaveInterval = positive("sessionSaveInterval", interval);
            return this;
        }

        /**
         * Sets the client that opens the WebSockets: its TLS, proxy, DNS and executor are used as they are. By default each
         * configuration has one of its own, which never follows a redirect.
         *
         * @param client the client; it is never closed by this library
         * @return this
         */
        public Builder httpClient(HttpClient client) {
            dialingClient = DialingClient.of(client);
            return this;
        }

        /**
         * Sets how many received payloads may wait for the user's loop, 4,096 by default. When it is full the shard stops
         * reading, heartbeats go on, and nothing is dropped.
         *
         * @param payloads at least 1
         * @return this
         * @throws IllegalArgumentException when it is less
         */
        public Builder eventBuffer(int payloads) {
            eventBuffer = (int) atLeast("eventBuffer", payloads, 1);
            return this;
        }

        /**
         * Sets how many bytes of JSON may wait for the user's loop, 64 MiB by default. One payload always fits.
         *
         * @param bytes at least 1
         * @return this
         * @throws IllegalArgumentException when it is less
         */
        public Builder eventBufferBytes(long bytes) {
            eventBufferBytes = atLeast("eventBufferBytes", bytes, 1);
            return this;
        }

        /**
         * Sets how many commands may wait to be sent, 512 by default. One more is refused with an IllegalStateException.
         *
         * @param commands at least 1
         * @return this
         * @throws IllegalArgumentException when it is less
         */
        public Builder commandBuffer(int commands) {
            commandBuffer = (int) atLeast("commandBuffer", commands, 1);
            return this;
        }

        /**
         * Sets how large one payload may be, 64 MiB by default. A larger one ends the connection, which is then resumed.
         *
         * @param bytes at least 4,096
         * @return this
         * @throws IllegalArgumentException when it is less
         */
        public Builder maxPayloadBytes(int bytes) {
            maxPayloadBytes = (int) atLeast("maxPayloadBytes", bytes, 4_096);
            return this;
        }

        /**
         * Sets how large a window a zstd stream may ask for, 8 MiB by default.
         *
         * @param bytes at least 1,024
         * @return this
         * @throws IllegalArgumentException when it is less
         */
        public Builder maxZstdWindowBytes(int bytes) {
            maxZstdWindowBytes = (int) atLeast("maxZstdWindowBytes", bytes, 1_024);
            return this;
        }

        /**
         * Sets how long the look-up of the address, TCP, TLS and the WebSocket upgrade may take together, 10 s by default.
         *
         * @param timeout more than zero, at most an hour
         * @return this
         * @throws IllegalArgumentException when it is outside of that
         */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = positive("connectTimeout", timeout);
            return this;
        }

        /**
         * Sets how long HELLO may take after the upgrade, 20 s by default.
         *
         * @param timeout more than zero, at most an hour
         * @return this
         * @throws IllegalArgumentException when it is outside of that
         */
        public Builder helloTimeout(Duration timeout) {
            helloTimeout = positive("helloTimeout", timeout);
            return this;
        }

        /**
         * Sets how long READY may take after IDENTIFY, and RESUMED after RESUME or the last event replayed, 60 s by default.
         *
         * @param timeout more than zero, at most an hour
         * @return this
         * @throws IllegalArgumentException when it is outside of that
         */
        public Builder readyTimeout(Duration timeout) {
            readyTimeout = positive("readyTimeout", timeout);
            return this;
        }

        /**
         * Sets how long the gateway may take to answer a close frame, and a session store to save for the last time, 5 s each
         * by default.
         *
         * @param timeout more than zero, at most an hour
         * @return this
         * @throws IllegalArgumentException when it is outside of that
         */
        public Builder closeTimeout(Duration timeout) {
            closeTimeout = positive("closeTimeout", timeout);
            return this;
        }

        /**
         * Sets how long one write may take, 10 s by default, but never longer than a heartbeat interval.
         *
         * @param timeout more than zero, at most an hour
         * @return this
         * @throws IllegalArgumentException when it is outside of that
         */
        public Builder writeTimeout(Duration timeout) {
            writeTimeout = positive("writeTimeout", timeout);
            return this;
        }

        /**
         * Sets the waits between failed attempts: they double from min to max, and between a half and the whole of each is
         * waited, at random. By default 1 s and 60 s. Before an IDENTIFY that follows others that led to nothing they grow to
         * three times the max, as Discord grants some thousand a day.
         *
         * @param min the first wait, more than zero
         * @param max the longest wait, not shorter than min, at most an hour
         * @return this
         * @throws IllegalArgumentException when one of them is outside of that
         */
        public Builder backoff(Duration min, Duration max) {
            positive("The first backoff", min);
            positive("The longest backoff", max);
            if (max.compareTo(min) < 0) {
                throw new IllegalArgumentException(
                        "The longest backoff must not be shorter than the first, but is " + max + " after " + min);
            }
            minBackoff = min;
            maxBackoff = max;
            return this;
        }

        /**
         * Makes the configuration. The builder can be used on.
         *
         * @return an immutable configuration
         * @throws IllegalArgumentException when the gateway URL is encrypted and the URL of a session to resume is not, as
         *     the token would go there in the clear
         */
        public GatewayConfig build() {
            sessions.forEach(this::checkSession);
            return new GatewayConfig(new Builder(this));
        }

        private void checkSession(Session session) {
            if (GatewayUrl.isSecure(gatewayUrl) && !GatewayUrl.isSecure(session.resumeUrl())) {
                throw new IllegalArgumentException("The session's resume URL " + session.resumeUrl()
                        + " would get the token unencrypted, but the gateway URL is " + gatewayUrl
                        + ": set gatewayUrl to where the session was made, or leave the session out");
            }
        }

        /** Never shows the token. */
        @Override
        public String toString() {
            return "GatewayConfig.Builder[gatewayUrl=" + gatewayUrl + ", token=(hidden)]";
        }

        private static long atLeast(String name, long value, long least) {
            if (value < least) {
                throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
            }
            return value;
        }

        private static Duration positive(String name, Duration value) {
            if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        name + " must be more than zero and at most " + LONGEST + ", but is " + value);
            }
            return value;
        }
    }
}
