package dev.nightjar.console;

import dev.nightjar.gateway.ShardId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * The details of a stream of the flight recorder in this process. The stream asks for two kinds of events that are rare, and for
 * nothing of the JDK's own. Its thread adds to a bounded queue, and what finds no room there is left out.
 */
final class FlightRecorderDetails implements FlightDetails {

    private static final int ROOM = 10_000;
    private static final Duration LONG_WAIT = Duration.ofSeconds(1); // shorter waits are nothing to look at
    private static final Duration KEPT = Duration.ofSeconds(30); // what the recorder keeps on the disk for this stream

    private final RecordingStream stream;
    private final BlockingQueue<Detail> details = new ArrayBlockingQueue<>(ROOM);

    private FlightRecorderDetails(RecordingStream stream) {
        this.stream = stream;
    }

    /** Starts the stream; where the recorder does not work, as without a folder to write to, there are no details. */
    static FlightDetails start() {
        try {
            RecordingStream stream = new RecordingStream();
            FlightRecorderDetails details = new FlightRecorderDetails(stream);
            stream.setMaxAge(KEPT);
            stream.enable("dev.nightjar.Connection").withoutStackTrace();
            stream.enable("dev.nightjar.PermitWait").withThreshold(LONG_WAIT).withoutStackTrace();
            stream.onEvent("dev.nightjar.Connection", details::ended);
            stream.onEvent("dev.nightjar.PermitWait", details::waited);
            stream.startAsync();
            return details;
        } catch (RuntimeException | LinkageError e) {
            System.getLogger(Console.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "The console shows no close codes, because the flight recorder does not start: " + e);
            return new None();
        }
    }

    private void ended(RecordedEvent event) {
        details.offer(new Ended(
                shard(event),
                event.getEndTime().toEpochMilli(),
                event.getString("cause"),
                event.getInt("code"),
                event.getDuration().toMillis()));
    }

    private void waited(RecordedEvent event) {
        details.offer(new Waited(
                shard(event),
                event.getEndTime().toEpochMilli(),
                event.getString("outcome"),
                event.getDuration().toMillis()));
    }

    private static ShardId shard(RecordedEvent event) {
        return new ShardId(event.getInt("shard"), event.getInt("total"));
    }

    @Override
    public List<Detail> take() {
        List<Detail> taken = new ArrayList<>();
        details.drainTo(taken);
        return taken;
    }

    @Override
    public void close() {
        stream.close();
    }
}
