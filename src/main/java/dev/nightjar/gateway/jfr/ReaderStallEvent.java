package dev.nightjar.gateway.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;

/**
 * A time in which the shard read nothing, because the buffer of events was full. A loop that is a little too slow makes many short ones,
 * so a recording has those of ten milliseconds or more unless it asks for others.
 */
@Threshold("10 ms")
@Name("dev.nightjar.ReaderStall")
@Label("Reader Stall")
@Description("A time in which the shard read nothing, because the buffer of events was full")
public final class ReaderStallEvent extends EventOfShard {

    static final ReaderStallEvent PROBE = new ReaderStallEvent(0, 0);

    ReaderStallEvent(int shard, int total) {
        super(shard, total);
    }

    /** Ends the event and gives it to the recording. */
    public void finish() {
        commit();
    }
}
