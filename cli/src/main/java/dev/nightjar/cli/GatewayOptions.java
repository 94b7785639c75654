package dev.nightjar.cli;

import dev.nightjar.gateway.Compression;
import dev.nightjar.gateway.GatewayConfig;
import java.lang.System.Logger.Level;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where to connect, and how: the same for all commands. Picocli sets the fields, before anything reads them. */
final class GatewayOptions {

    private static final URI DISCORDS_API = URI.create("https://discord.com/api/v10");
    private static final URI DISCORDS_GATEWAY = URI.create("wss://gateway.discord.gg");

    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            converter = OptionValues.VariableName.class,
            description =
                    "The environment variable with the bot's token (default: ${DEFAULT-VALUE}). There is no option for the"
                            + " token itself: every user of the machine can read the arguments of a process.")
    private String tokenVariable = "DISCORD_TOKEN";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file with the bot's token, instead of an environment variable.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--intents",
            paramLabel = "NAMES",
            converter = OptionValues.Intents.class,
            description =
                    "The intents that the bot asks for: names with commas between them, a number, or all, unprivileged or"
                            + " none.")
    private @Nullable Integer intents;

    @Option(
            names = "--shards",
            paramLabel = "TOTAL",
            converter = OptionValues.Shards.class,
            description = "How many shards the bot runs (default: as many as Discord recommends).")
    private @Nullable Integer shards;

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            converter = OptionValues.HttpUrl.class,
            description = "Another HTTP API than Discord's, with its version, as in ${DEFAULT-VALUE}.")
    private URI apiUrl = DISCORDS_API;

    @Option(
            names = "--gateway-url",
            paramLabel = "URL",
            converter = OptionValues.WebSocketUrl.class,
            description = "Another gateway than the one that the HTTP API names.")
    private @Nullable URI gatewayUrl;

    @Option(
            names = "--proxy",
            paramLabel = "PROXY",
            converter = OptionValues.ProxyAddress.class,
            description = "The proxy to go through: HOST:PORT for one of HTTP, socks://HOST:PORT for one of SOCKS.")
    private @Nullable Proxy proxy;

    @Option(
            names = "--compression",
            paramLabel = "KIND",
            description = "How the gateway compresses: ${COMPLETION-CANDIDATES} (default: ZSTD where it works).")
    private @Nullable Compression compression;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = OptionValues.Time.class,
            description = "How long each step may take, as in 10s (default: 10s).")
    private Duration timeout = Duration.ofSeconds(10);

    TokenSource.Text tokenSource(Surroundings surroundings) {
        return tokenFile == null
                ? TokenSource.variable(surroundings.environment(), tokenVariable)
                : TokenSource.file(tokenFile);
    }

    OptionalInt intents() {
        return intents == null ? OptionalInt.empty() : OptionalInt.of(intents);
    }

    OptionalInt shards() {
        return shards == null ? OptionalInt.empty() : OptionalInt.of(shards);
    }

    URI apiUrl() {
        return apiUrl;
    }

    /**
     * The gateway: the user's, else the one that the HTTP API names, else Discord's. An answer that came encrypted cannot lead to a
     * gateway that gets the token unencrypted.
     */
    URI gatewayUrl(Optional<URI> named) {
        if (gatewayUrl != null) {
            return gatewayUrl;
        }
        boolean encrypted = Place.of(apiUrl).encrypted();
        return named.filter(url -> !encrypted || Place.of(url).encrypted()).orElse(DISCORDS_GATEWAY);
    }

    Optional<Proxy> proxy() {
        return Optional.ofNullable(proxy);
    }

    @Nullable
    Compression compression() {
        return compression;
    }

    Duration timeout() {
        return timeout;
    }

    /** How long READY may take. Before it Discord collects the guilds of a large bot, so it gets more time than the rest. */
    private Duration readyTimeout() {
        Duration more = timeout.multipliedBy(3);
        return more.compareTo(OptionValues.Time.LONGEST) < 0 ? more : OptionValues.Time.LONGEST;
    }

    /** How long a log-in may take with all its steps. */
    Duration loginTimeout() {
        return timeout.multipliedBy(2).plus(readyTimeout());
    }

    /** A configuration with what all commands share: this way out and these timeouts, and no log beside the command's own lines. */
    GatewayConfig.Builder config(String token) {
        GatewayConfig.Builder config = GatewayConfig.builder(token)
                .apiUrl(apiUrl)
                .connectTimeout(timeout)
                .helloTimeout(timeout)
                .readyTimeout(readyTimeout())
                .log(Level.OFF);
        proxy().ifPresent(through -> config.httpClient(HttpClient.newBuilder()
                .executor(Runnable::run)
                .connectTimeout(timeout)
                .proxy(Route.selector(through))
                .build()));
        return config;
    }
}
