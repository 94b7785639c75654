package example;

import dev.nightjar.gateway.event.MessageCreate;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.event.SessionInvalidated;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What the bot does at which event. */
@ApplicationScoped
class Observers {

    void on(@Observes Ready ready) {
        Log.infof("Logged in as %s", ready.user().username());
    }

    void on(@Observes Resumed resumed) {
        Log.info("Goes on where it was");
    }

    void on(@Observes SessionInvalidated gone) {
        Log.warnf("Events may be missing: %s", gone.reason());
    }

    void on(@Observes MessageCreate message) {
        Log.infof("%s: %s", message.message().author().username(), message.message().content());
    }
}
