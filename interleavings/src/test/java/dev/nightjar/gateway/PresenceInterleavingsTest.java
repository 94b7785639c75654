package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PresenceInterleavingsTest {

    private static final UpdatePresence OLD = UpdatePresence.of(Status.IDLE);
    private static final UpdatePresence NEWEST = UpdatePresence.of(Status.DO_NOT_DISTURB);

    @Test
    void theNewestPresenceIsShownInTheEndAndIsSentOnce() throws Throwable {
        Interleavings.explore(() -> {
            Presence presence = new Presence(Optional.empty(), false);
            List<String> shown = new ArrayList<>();
            Thread user = Threads.start("user", () -> {
                presence.set(OLD);
                presence.set(NEWEST);
            });
            Thread writer = Threads.start("writer", () -> write(presence, shown));

            Threads.join(user, writer);
            write(presence, shown);

            assertThat(shown).endsWith(json(NEWEST)).doesNotHaveDuplicates();
            assertThat(presence.waiting()).isNull();
        });
    }

    @Test
    void theNewestPresenceIsShownOnceThoughAWriteFailsAndTheNextConnectionIdentifies() throws Throwable {
        Interleavings.explore(() -> {
            Presence presence = new Presence(Optional.empty(), false);
            List<String> shown = new ArrayList<>();
            Thread user = Threads.start("user", () -> {
                presence.set(OLD);
                presence.set(NEWEST);
            });
            Thread writer = Threads.start("writers", () -> {
                var unused = presence.waiting(); // its write fails, so nothing is noted
                presence.identify().map(PresenceInterleavingsTest::json).ifPresent(shown::add);
                write(presence, shown);
            });

            Threads.join(user, writer);
            write(presence, shown);

            assertThat(shown).endsWith(json(NEWEST));
            assertThat(Collections.frequency(shown, json(NEWEST))).isEqualTo(1);
            assertThat(Collections.frequency(shown, json(OLD))).isLessThanOrEqualTo(1);
        });
    }

    /** Sends what waits, as the writer does. */
    private static void write(Presence presence, List<String> shown) {
        for (String next = presence.waiting(); next != null; next = presence.waiting()) {
            shown.add(next);
            presence.written(next, 0);
        }
    }

    private static String json(UpdatePresence presence) {
        return PayloadWriter.commands(presence).getFirst();
    }
}
