package example;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What begins with {@code bot.} in application.properties.
 *
 * @param token the bot's token
 * @param sessions the folder in which sessions outlive the process
 * @param gatewayUrl another gateway than Discord's, for tests
 * @param apiUrl another HTTP API than Discord's, for tests
 */
@ConfigurationProperties("bot")
record BotProperties(String token, Path sessions, @Nullable URI gatewayUrl, @Nullable URI apiUrl) {

    /** Without the token, which must not get into a log. */
    @Override
    public String toString() {
        return "BotProperties[sessions " + sessions + ", gatewayUrl " + gatewayUrl + ", apiUrl " + apiUrl + "]";
    }
}
