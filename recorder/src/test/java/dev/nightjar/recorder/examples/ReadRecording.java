package dev.nightjar.recorder.examples;

import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.recorder.Recorded;
import dev.nightjar.recorder.Recording;
import java.nio.file.Path;

/** What was recorded, as events and with its times. */
final class ReadRecording {

    private ReadRecording() {}

    static void print(Path folder) {
        // @start region="read"
        for (Event event : Recording.open(folder)) {
            System.out.println(event);
        }
        // @end
        // @start region="entries"
        for (Recorded entry : Recording.open(folder).entries()) {
            switch (entry) {
                case Recorded.OfEvent e
                when e.event() instanceof Disconnected end ->
                    System.out.println(e.time() + " shard " + e.shard() + ": " + end);
                case Recorded.Gap gap -> System.out.println(gap.time() + " " + gap.events() + " events are missing");
                default -> {}
            }
        }
        // @end
    }
}
