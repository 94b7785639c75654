package dev.nightjar.gateway.simulator;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The builder of a {@link SimulatedGateway}. The defaults are Discord's values, or small ones. */
public final class SimulatedGatewayBuilder {

    private int port;
    private Duration heartbeatInterval = Duration.ofMillis(41_250); // Discord's current value
    private @Nullable String token;
    private int shards = 1;
    private int maxConcurrency = 1;
    private boolean limitIdentifies = true;
    private int sessionStarts = 1000;
    private int guilds = 3;
    private double eventsPerSecond;
    private boolean strict = true;
    private boolean raw;
    private int replayLimit = 100_000;
    private Duration sessionLifetime = Duration.ofMinutes(3);
    private long disallowedIntents;
    private @Nullable URI resumeUrl;
    private long seed = 1;

    SimulatedGatewayBuilder() {}

    /**
     * The port to listen on; 0, the default, for a free one.
     *
     * @param number the port
     * @return this builder
     */
    public SimulatedGatewayBuilder port(int number) {
        port = number;
        return this;
    }

    /**
     * What HELLO says; 41.25 s by default.
     *
     * @param interval the interval of heartbeats
     * @return this builder
     */
    public SimulatedGatewayBuilder heartbeatInterval(Duration interval) {
        heartbeatInterval = interval;
        return this;
    }

    /**
     * The only token that logs in. By default any does that is not empty and does not start with {@code bad}.
     *
     * @param only the token
     * @return this builder
     */
    public SimulatedGatewayBuilder token(String only) {
        token = only;
        return this;
    }

    /**
     * The number of shards that {@code GET /gateway/bot} recommends; 1 by default.
     *
     * @param recommended the number of shards
     * @return this builder
     */
    public SimulatedGatewayBuilder shards(int recommended) {
        shards = recommended;
        return this;
    }

    /**
     * How many identifies are allowed in five seconds; 1 by default.
     *
     * @param identifies the number of identifies
     * @return this builder
     */
    public SimulatedGatewayBuilder maxConcurrency(int identifies) {
        maxConcurrency = identifies;
        return this;
    }

    /**
     * Whether an identify that comes too fast is answered with an invalid session; true by default.
     *
     * @param on true for yes
     * @return this builder
     */
    public SimulatedGatewayBuilder limitIdentifies(boolean on) {
        limitIdentifies = on;
        return this;
    }

    /**
     * How many identifies are left for the day; 1000 by default.
     *
     * @param total the number of identifies
     * @return this builder
     */
    public SimulatedGatewayBuilder sessionStarts(int total) {
        sessionStarts = total;
        return this;
    }

    /**
     * The number of guilds over all shards; 3 by default. The last of a shard's is unavailable if it has several, which a
     * GUILD_DELETE says.
     *
     * @param count the number of guilds
     * @return this builder
     */
    public SimulatedGatewayBuilder guilds(int count) {
        guilds = count;
        return this;
    }

    /**
     * A steady stream of events to each session that has the intents for it; none by default.
     *
     * @param rate the events per second
     * @return this builder
     */
    public SimulatedGatewayBuilder eventsPerSecond(double rate) {
        eventsPerSecond = rate;
        return this;
    }

    /**
     * Whether malformed commands, and more than 120 payloads in 60 s, end a connection or are only recorded.
     *
     * @param on true if they end it; they do by default
     * @return this builder
     */
    public SimulatedGatewayBuilder strict(boolean on) {
        strict = on;
        return this;
    }

    /**
     * Whether everything is sent that a test dispatches, and every command answered, whatever the intents of the session and
     * the guilds of its bot; false by default. It changes neither the login nor the stream of events.
     *
     * @param on true if the intents do not matter
     * @return this builder
     */
    public SimulatedGatewayBuilder raw(boolean on) {
        raw = on;
        return this;
    }

    /**
     * How many events a session keeps for a resume; 100,000 by default.
     *
     * @param events the number of events
     * @return this builder
     */
    public SimulatedGatewayBuilder replayLimit(int events) {
        replayLimit = events;
        return this;
    }

    /**
     * How long a session without a connection can be resumed; three minutes by default.
     *
     * @param lifetime the time
     * @return this builder
     */
    public SimulatedGatewayBuilder sessionLifetime(Duration lifetime) {
        sessionLifetime = lifetime;
        return this;
    }

    /**
     * Intents that end an identify with 4014; none by default. The application then has no flags for those that are privileged.
     *
     * @param bits the intents, as the bits of an identify
     * @return this builder
     */
    public SimulatedGatewayBuilder disallowedIntents(long bits) {
        disallowedIntents = bits;
        return this;
    }

    /**
     * What READY says about where to resume; by default this gateway's own URL.
     *
     * @param url the URL
     * @return this builder
     */
    public SimulatedGatewayBuilder resumeUrl(URI url) {
        resumeUrl = url;
        return this;
    }

    /**
     * The seed of the content of the events.
     *
     * @param number the seed
     * @return this builder
     */
    public SimulatedGatewayBuilder seed(long number) {
        seed = number;
        return this;
    }

    /**
     * Starts the gateway.
     *
     * @return the gateway, to be closed
     */
    public SimulatedGateway start() {
        return new SimulatedGateway(new Settings(
                port,
                heartbeatInterval,
                token,
                shards,
                maxConcurrency,
                limitIdentifies,
                sessionStarts,
                guilds,
                eventsPerSecond,
                strict,
                raw,
                replayLimit,
                sessionLifetime,
                disallowedIntents,
                resumeUrl,
                seed));
    }
}
