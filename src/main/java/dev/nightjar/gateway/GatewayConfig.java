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
 * The configuration of shards: how they connect, identify and behave. Immutable and safe for any thread; all shards of a bot
 * should share one, and with it one HttpClient and one identify queue.
 *
 * {@snippet file="dev/nightjar/gateway/examples/Configured.java" region="config"}
 */
public final class GatewayConfig {

    private final String token;
    private final Settings settings;
    private final Shared shared;

    private GatewayConfig(String token, Settings settings, Shared shared) {
        this.token = token;
        this.settings = settings;
        this.shared = shared;
    }

    /** The objects that a configuration shares with those that {@link #toBuilder()} makes of it, unless the user sets others. */
    private record Shared(DialingClient dialingClient, IdentifyQueue identifyQueue, Stampede stampede) {

        static Shared ofOwn() {
            return new Shared(DialingClient.of(null), LocalIdentifyQueue.of(1), new Stampede());
        }
    }

    /**
     * Starts a configuration.
     *
     * @param token the bot's token, with or without "Bot " before it; null is refused with a sentence, because an environment
     *     variable that is not set reads as null
     * @return a builder with the defaults
     * @throws IllegalArgumentException when the token is missing, or has a space or a control character in it
     */
    public static Builder builder(@Nullable String token) {
        return new Builder(withPrefix(token), Settings.DEFAULTS, Shared.ofOwn());
    }

    // Discord: reference#authentication
    private static String withPrefix(@Nullable String token) {
        String bare = token == null ? "" : token.startsWith("Bot ") ? token.substring(4) : token;
        if (bare.isBlank()) {
            throw new IllegalArgumentException("The bot's token is missing: it is " + (token == null ? "null" : "empty")
                    + ". If the program reads it from an environment variable such as DISCORD_TOKEN, set that variable before"
                    + " the program starts. A new token comes from the bot's page in the developer portal.");
        }
        boolean printable = bare.chars().allMatch(c -> c > ' ' && c < 127);
        if (!printable) {
            throw new IllegalArgumentException(
                    "A token must be visible ASCII characters without a space, but the given one (not shown) has others among its "
                            + bare.length() + ": copy it anew, without what surrounds it");
        }
        return "Bot " + bare;
    }

    /** {@return the token with "Bot " before it; it is sent to the gateway, to {@link #apiUrl()}, and to nobody else} */
    public String token() {
        return token;
    }

    /** {@return the intents as one number, the sum of their bits} */
    public int intentBits() {
        return settings.get(Setting.INTENT_BITS);
    }

    /**
     * Checks that a shard can be opened with this configuration, as {@link Shard#open} does: for code that opens shards later, and
     * wants to fail at once.
     *
     * @param shard the shard
     * @return this
     * @throws IllegalArgumentException when it chooses no intents, not even none at all, when it chooses {@link Compression#ZSTD} and
     *     the program has no zstd-jni, or when the IDENTIFY that it makes is longer than 4,096 bytes
     */
    public GatewayConfig checkFor(ShardId shard) {
        PayloadWriter.checkSize(PayloadWriter.identify(checkChoices(), shard, presence()));
        return this;
    }

    /** This configuration, when it chooses intents, and a compression that the program has all for. */
    GatewayConfig checkChoices() {
        if (!settings.isGiven(Setting.INTENT_BITS)) {
            throw new IllegalArgumentException(
                    "No intents were chosen, so the gateway would send almost no events. Give"
                            + " GatewayConfig.Builder.intents those of the events that the bot handles (the Javadoc of Event has the"
                            + " table), or call it without an argument if the bot needs interactions only.");
        }
        compression().checkPresent();
        return this;
    }

    /** {@return the URL of the first connection and of those after the resume URL has failed} */
    public URI gatewayUrl() {
        return settings.get(Setting.GATEWAY_URL);
    }

    /** {@return whether a resume dials {@link #gatewayUrl()} too, instead of the URL that READY names} */
    public boolean alwaysGatewayUrl() {
        return settings.get(Setting.ALWAYS_GATEWAY_URL);
    }

    /** {@return the URL of Discord's HTTP API, which {@link GatewayInfo} asks} */
    public URI apiUrl() {
        return settings.get(Setting.API_URL);
    }

    /** {@return the compression to ask for} */
    public Compression compression() {
        return settings.get(Setting.COMPRESSION);
    }

    /** {@return the presence that the bot starts with, empty for Discord's default, online} */
    public Optional<UpdatePresence> presence() {
        return settings.get(Setting.PRESENCE);
    }

    /**
     * {@return the number of members from which on a guild comes without its offline members, empty for Discord's default, 50}
     */
    public OptionalInt largeThreshold() {
        return settings.get(Setting.LARGE_THRESHOLD);
    }

    /** {@return the client's description of itself} */
    public IdentifyProperties identifyProperties() {
        return settings.get(Setting.IDENTIFY_PROPERTIES);
    }

    /** {@return the gateway capabilities as one number, empty when IDENTIFY has none} */
    public OptionalInt capabilities() {
        int bits = settings.get(Setting.CAPABILITIES);
        return bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits);
    }

    /** {@return the queue that decides when a shard may identify} */
    public IdentifyQueue identifyQueue() {
        return shared.identifyQueue;
    }

    /** {@return the gate that every dial and every payload passes} */
    public ShardGate gate() {
        return settings.get(Setting.GATE);
    }

    /** {@return the lowest level at which lifecycle events are logged} */
    public System.Logger.Level log() {
        return settings.get(Setting.LOG);
    }

    /** {@return whether commands are kept within Discord's limit} */
    public boolean limitCommands() {
        return settings.get(Setting.LIMIT_COMMANDS);
    }

    /** {@return the sessions that shards resume at their start, each its own; none to identify} */
    public List<Session> sessions() {
        return settings.get(Setting.SESSIONS);
    }

    /** {@return where sessions are kept beyond the process, empty to keep them nowhere} */
    public Optional<SessionStore> sessionStore() {
        return settings.get(Setting.SESSION_STORE);
    }

    /** {@return how long a shard waits at least between two saves of its session} */
    public Duration sessionSaveInterval() {
        return settings.get(Setting.SESSION_SAVE_INTERVAL);
    }

    /** {@return the client that opens the WebSockets: the user's, or one made for this configuration} */
    public HttpClient httpClient() {
        return shared.dialingClient.get(connectTimeout());
    }

    /** The client that dials. */
    DialingClient dialingClient() {
        return shared.dialingClient;
    }

    /** What spreads out the dials of many shards whose connections end together. */
    Stampede stampede() {
        return shared.stampede;
    }

    /** {@return how many received payloads may wait for the user's loop before the shard stops reading} */
    public int eventBuffer() {
        return settings.get(Setting.EVENT_BUFFER);
    }

    /** {@return how many bytes of received JSON may wait for the user's loop before the shard stops reading} */
    public long eventBufferBytes() {
        return settings.get(Setting.EVENT_BUFFER_BYTES);
    }

    /** Whether the shards of a fleet share what they may have waiting, because nobody has said how much each may. */
    boolean sharesEventBuffer() {
        return !settings.isGiven(Setting.EVENT_BUFFER_BYTES);
    }

    /** {@return how many commands may wait to be sent} */
    public int commandBuffer() {
        return settings.get(Setting.COMMAND_BUFFER);
    }

    /** {@return how large one payload may be, in bytes: as it arrives, and inflated} */
    public int maxPayloadBytes() {
        return settings.get(Setting.MAX_PAYLOAD_BYTES);
    }

    /** {@return how large a window a zstd stream may ask for, in bytes} */
    public int maxZstdWindowBytes() {
        return settings.get(Setting.MAX_ZSTD_WINDOW_BYTES);
    }

    /** {@return how long the look-up of the address, TCP, TLS and the WebSocket upgrade may take together} */
    public Duration connectTimeout() {
        return settings.get(Setting.CONNECT_TIMEOUT);
    }

    /** {@return how long HELLO may take after the upgrade} */
    public Duration helloTimeout() {
        return settings.get(Setting.HELLO_TIMEOUT);
    }

    /** {@return how long READY may take after IDENTIFY, and RESUMED after RESUME or the last event that was replayed} */
    public Duration readyTimeout() {
        return settings.get(Setting.READY_TIMEOUT);
    }

    /**
     * {@return how long the gateway may take to answer a close frame, an identify queue to heed an interrupt, and a session store
     * to save for the last time}
     */
    public Duration closeTimeout() {
        return settings.get(Setting.CLOSE_TIMEOUT);
    }

    /** {@return how long one write may take} */
    public Duration writeTimeout() {
        return settings.get(Setting.WRITE_TIMEOUT);
    }

    /** {@return the wait after the first failure in a row; it doubles with each further one} */
    public Duration minBackoff() {
        return settings.get(Setting.MIN_BACKOFF);
    }

    /** {@return the longest wait between two attempts, at least {@link #minBackoff()}} */
    public Duration maxBackoff() {
        return settings.get(Setting.MAX_BACKOFF);
    }

    /**
     * A builder that starts from this configuration and shares its HttpClient and identify queue: for shards that differ in a
     * little.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder(token, settings, shared);
    }

    /** Shows what distinguishes configurations, and never the token. */
    @Override
    public String toString() {
        return "GatewayConfig[gatewayUrl=" + gatewayUrl() + ", intents=" + intentBits() + ", compression="
                + compression() + ", token=(hidden)]";
    }

    /**
     * Collects a configuration. Each method checks its value at once, and throws an IllegalArgumentException that names the rule
     * and the value when it is a wrong one. Not safe for use by several threads.
     */
    public static final class Builder {

        private final String token;
        private Settings settings;
        private Shared shared;

        private Builder(String token, Settings settings, Shared shared) {
            this.token = token;
            this.settings = settings;
            this.shared = shared;
        }

        /**
         * Sets the intents. They must be chosen before a shard can be opened; a bot that needs interactions only chooses none.
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
         */
        public Builder intentBits(int bits) {
            return set(Setting.INTENT_BITS, bits);
        }

        /**
         * Sets the URL to dial, Discord's by default: a proxy or a simulated gateway. A resume uses the URL of
         * READY instead, unless {@link #alwaysGatewayUrl} is set.
         *
         * @param url a ws or wss URL without a query
         * @return this
         */
        public Builder gatewayUrl(URI url) {
            return set(Setting.GATEWAY_URL, url);
        }

        /**
         * Sets whether a resume dials the URL that {@link #gatewayUrl(URI)} has set, too, instead of the one that READY names; by
         * default false. It is for a reverse proxy that is the only way out of a network.
         *
         * @param always true to dial no other URL
         * @return this
         */
        public Builder alwaysGatewayUrl(boolean always) {
            return set(Setting.ALWAYS_GATEWAY_URL, always);
        }

        /**
         * Sets the URL of the HTTP API, Discord's by default: what {@link GatewayInfo} asks is below it.
         *
         * @param url an http or https URL without a query, as in https://discord.com/api/v10
         * @return this
         */
        public Builder apiUrl(URI url) {
            return set(Setting.API_URL, url);
        }

        /**
         * Sets the compression, zstd-stream by default.
         *
         * @param choice the compression
         * @return this
         */
        public Builder compression(Compression choice) {
            return set(Setting.COMPRESSION, choice);
        }

        /**
         * Sets the presence that the bot starts with.
         *
         * @param initial the presence
         * @return this
         */
        public Builder presence(UpdatePresence initial) {
            return set(Setting.PRESENCE, Optional.of(initial));
        }

        /**
         * Sets the number of members from which on a guild comes without its offline members.
         *
         * @param members from 50 to 250
         * @return this
         */
        public Builder largeThreshold(int members) {
            return set(Setting.LARGE_THRESHOLD, OptionalInt.of(members));
        }

        /**
         * Sets the client's description of itself.
         *
         * @param properties the properties
         * @return this
         */
        public Builder identifyProperties(IdentifyProperties properties) {
            return set(Setting.IDENTIFY_PROPERTIES, properties);
        }

        /**
         * Sets the gateway capabilities.
         *
         * @param some the capabilities; nothing leaves them out
         * @return this
         * @see <a href="https://discord.com/developers/docs/events/gateway-events#identify">Discord: Identify</a>
         */
        public Builder capabilities(Capability... some) {
            int bits = 0;
            for (Capability capability : some) {
                bits |= capability.mask();
            }
            return capabilities(bits);
        }

        /**
         * Sets the gateway capabilities by their number, for those that this version does not know.
         *
         * @param bits the capabilities as one number; 0 leaves them out
         * @return this
         * @see <a href="https://discord.com/developers/docs/events/gateway-events#identify">Discord: Identify</a>
         */
        public Builder capabilities(int bits) {
            return set(Setting.CAPABILITIES, bits);
        }

        /**
         * Sets the queue that decides when a shard may identify, by default a {@link LocalIdentifyQueue} with a concurrency of
         * 1 that the shards with this configuration share.
         *
         * @param queue the queue
         * @return this
         */
        public Builder identifyQueue(IdentifyQueue queue) {
            shared = new Shared(shared.dialingClient, queue, shared.stampede);
            return this;
        }

        /**
         * Sets the gate that every dial and every payload passes, by default {@link ShardGate#OPEN}.
         *
         * @param gate what decides when a shard may dial and when its loop may have its events
         * @return this
         */
        public Builder gate(ShardGate gate) {
            return set(Setting.GATE, gate);
        }

        /**
         * Sets the lowest level at which lifecycle events are logged, by default {@link System.Logger.Level#WARNING}: what went
         * wrong, and why a bot is silent. With {@code INFO} the log has every connection, READY and RESUMED as well, with {@code
         * OFF} nothing.
         *
         * <p>The lines go to {@link System#getLogger System.getLogger("dev.nightjar.gateway")}, and so to the logging of the
         * program, where levels can be set, too. The thread that takes the events writes them, each just before the loop gets
         * its event. They contain neither the token nor anything from messages.
         *
         * {@snippet file="dev/nightjar/gateway/examples/Configured.java" region="log"}
         *
         * @param least the lowest level that is written
         * @return this
         */
        public Builder log(System.Logger.Level least) {
            return set(Setting.LOG, least);
        }

        /**
         * Sets whether commands are kept within Discord's limit of 120 payloads in 60 seconds, by default true.
         *
         * @param limit false if the user takes care of that
         * @return this
         */
        public Builder limitCommands(boolean limit) {
            return set(Setting.LIMIT_COMMANDS, limit);
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
            return set(Setting.SESSIONS, List.copyOf(stored));
        }

        /**
         * Sets where sessions are kept beyond the process, so that the next process resumes even after a crash. Each shard
         * loads its session when it is opened, saves how far the loop has come, and clears the session when it has ended. A
         * {@link #session} that is set for the shard takes precedence. A closing shard waits for the last save, at most for
         * the close timeout. By default there is none.
         *
         * @param store the store, shared by all shards
         * @return this
         */
        public Builder sessionStore(SessionStore store) {
            return set(Setting.SESSION_STORE, Optional.of(store));
        }

        /**
         * Sets how long a shard waits at least between two saves of its session, 1 s by default. After a crash at most the
         * events of this time come again.
         *
         * @param interval more than zero, at most an hour
         * @return this
         */
        public Builder sessionSaveInterval(Duration interval) {
            return set(Setting.SESSION_SAVE_INTERVAL, interval);
        }

        /**
         * Sets the client that opens the WebSockets: its TLS, proxy, DNS and executor are used as they are. By default each
         * configuration has one of its own, which never follows a redirect.
         *
         * @param client the client; it is never closed by this library
         * @return this
         */
        public Builder httpClient(HttpClient client) {
            shared = new Shared(DialingClient.of(client), shared.identifyQueue, shared.stampede);
            return this;
        }

        /**
         * Sets how many received payloads may wait for the user's loop, 4,096 by default. When the buffer is full the shard
         * stops reading; heartbeats go on, and nothing is dropped.
         *
         * @param payloads at least 1
         * @return this
         */
        public Builder eventBuffer(int payloads) {
            return set(Setting.EVENT_BUFFER, payloads);
        }

        /**
         * Sets how many bytes of JSON may wait for the user's loop, 64 MiB by default. One payload always fits.
         *
         * <p>As long as nothing is set here, the shards of a {@link Fleet} share a quarter of the largest heap that Java may use
         * ({@link Runtime#maxMemory()}) evenly, if that is less than 64 MiB for each: a thousand shards that start at once would
         * fill any heap otherwise. Each may hold 64 KiB in any case.
         *
         * @param bytes at least 1
         * @return this
         */
        public Builder eventBufferBytes(long bytes) {
            return set(Setting.EVENT_BUFFER_BYTES, bytes);
        }

        /**
         * Sets how many commands may wait to be sent, 512 by default. One more is refused with an IllegalStateException.
         *
         * @param commands at least 1
         * @return this
         */
        public Builder commandBuffer(int commands) {
            return set(Setting.COMMAND_BUFFER, commands);
        }

        /**
         * Sets how large one payload may be, 64 MiB by default. A larger one ends the connection, which is then resumed.
         *
         * @param bytes at least 4,096
         * @return this
         */
        public Builder maxPayloadBytes(int bytes) {
            return set(Setting.MAX_PAYLOAD_BYTES, bytes);
        }

        /**
         * Sets how large a window a zstd stream may ask for, 8 MiB by default.
         *
         * @param bytes at least 1,024
         * @return this
         */
        public Builder maxZstdWindowBytes(int bytes) {
            return set(Setting.MAX_ZSTD_WINDOW_BYTES, bytes);
        }

        /**
         * Sets how long the look-up of the address, TCP, TLS and the WebSocket upgrade may take together, 10 s by default.
         *
         * @param timeout more than zero, at most an hour
         * @return this
         */
        public Builder connectTimeout(Duration timeout) {
            return set(Setting.CONNECT_TIMEOUT, timeout);
        }

        /**
         * Sets how long HELLO may take after the upgrade, 20 s by default.
         *
         * @param timeout more than zero, at most an hour
         * @return this
         */
        public Builder helloTimeout(Duration timeout) {
            return set(Setting.HELLO_TIMEOUT, timeout);
        }

        /**
         * Sets how long READY may take after IDENTIFY, and RESUMED after RESUME or the last event replayed, 60 s by default.
         *
         * @param timeout more than zero, at most an hour
         * @return this
         */
        public Builder readyTimeout(Duration timeout) {
            return set(Setting.READY_TIMEOUT, timeout);
        }

        /**
         * Sets how long the gateway may take to answer a close frame, an identify queue to heed an interrupt, and a session
         * store to save for the last time, 5 s each by default.
         *
         * @param timeout more than zero, at most an hour
         * @return this
         */
        public Builder closeTimeout(Duration timeout) {
            return set(Setting.CLOSE_TIMEOUT, timeout);
        }

        /**
         * Sets how long one write may take, 10 s by default, but never longer than a heartbeat interval.
         *
         * @param timeout more than zero, at most an hour
         * @return this
         */
        public Builder writeTimeout(Duration timeout) {
            return set(Setting.WRITE_TIMEOUT, timeout);
        }

        /**
         * Sets the waits between failed attempts, by default 1 s and 60 s. They double from min to max, and each actual wait
         * is a random part of it, between a half and the whole. Before an IDENTIFY that follows failed ones the wait grows to
         * three times max, because Discord allows only some thousand IDENTIFYs a day.
         *
         * @param min the first wait, more than zero
         * @param max the longest wait, not shorter than min, at most an hour
         * @return this
         */
        public Builder backoff(Duration min, Duration max) {
            Settings both = settings.with(Setting.MIN_BACKOFF, min).with(Setting.MAX_BACKOFF, max);
            if (max.compareTo(min) < 0) {
                throw new IllegalArgumentException(
                        "The longest backoff must not be shorter than the first, but is " + max + " after " + min);
            }
            settings = both;
            return this;
        }

        /**
         * Makes the configuration. The builder can be used again.
         *
         * @return an immutable configuration
         * @throws IllegalArgumentException when the gateway URL is encrypted and the URL of a session to resume is not,
         *     because the token would be sent unencrypted
         */
        public GatewayConfig build() {
            settings.get(Setting.SESSIONS).forEach(this::checkSession);
            return new GatewayConfig(token, settings, shared);
        }

        private void checkSession(Session session) {
            URI gatewayUrl = settings.get(Setting.GATEWAY_URL);
            if (GatewayUrl.isSecure(gatewayUrl) && !GatewayUrl.isSecure(session.resumeUrl())) {
                throw new IllegalArgumentException("The session's resume URL " + session.resumeUrl()
                        + " would get the token unencrypted, but the gateway URL is " + gatewayUrl
                        + ": set gatewayUrl to where the session was made, or leave the session out");
            }
        }

        /** Never shows the token. */
        @Override
        public String toString() {
            return "GatewayConfig.Builder[gatewayUrl=" + settings.get(Setting.GATEWAY_URL) + ", token=(hidden)]";
        }

        private <T> Builder set(Setting<T> setting, T value) {
            settings = settings.with(setting, value);
            return this;
        }
    }
}
