package example;

import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.SessionInvalidated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the bot does at which event. */
@Component
class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    @EventListener
    void on(Ready ready) {
        LOG.info("Logged in as {}", ready.user().username());
    }

    @EventListener
    void on(Resumed resumed) {
        LOG.info("Goes on where it was");
    }

    @EventListener
    void on(SessionInvalidated gone) {
        LOG.warn("Events may be missing: {}", gone.reason());
    }

    @EventListener
    void on(MessageCreate message) {
        LOG.info(
                "{}: {}",
                message.message().author().username(),
                message.message().content());
    }
}
