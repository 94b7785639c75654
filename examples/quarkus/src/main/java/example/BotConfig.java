package example;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What begins with {@code bot.} in application.properties. */
@ConfigMapping(prefix = "bot")
public interface BotConfig {

    /** The bot's token. */
    String token();

    /** The folder in which sessions outlive the process. */
    Path sessions();

    /** Another gateway than Discord's, for tests. */
    Optional<URI> gatewayUrl();

    /** Another HTTP API than Discord's, for tests. */
    Optional<URI> apiUrl();
}
