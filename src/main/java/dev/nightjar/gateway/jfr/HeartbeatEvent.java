package dev.nightjar.gateway.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A heartbeat, at the time of its acknowledgement. */
@Name("dev.nightjar.Heartbeat")
@Label("Heartbeat")
@Description("A heartbeat, at the time of its acknowledgement")
public final class HeartbeatEvent extends EventOfShard {

    static final HeartbeatEvent PROBE = new HeartbeatEvent(0, 0);

    @Label("Latency")
    @Description("The time from the beat to its acknowledgement")
    @Timespan(Timespan.NANOSECONDS)
    long latency;

    HeartbeatEvent(int shard, int total) {
        super(shard, total);
    }

    /**
     * Ends the event and gives it to the recording.
     *
     * @param latency the time from the beat to its acknowledgement
     */
    public void finish(long latency) {
        this.latency = latency;
        commit();
    }
}
