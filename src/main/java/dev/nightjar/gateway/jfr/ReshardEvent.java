package dev.nightjar.gateway.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A re-sharding of a fleet, from the first new shard to the end of the last old one. */
@Name("dev.nightjar.Reshard")
@Label("Reshard")
@Description("A re-sharding of a fleet, from the first new shard to the end of the last old one")
@Category("Nightjar")
@StackTrace(false)
public final class ReshardEvent extends Event {

    static final ReshardEvent PROBE = new ReshardEvent(0, 0);

    @Label("From")
    @Description("The total of the shards before")
    final int from;

    @Label("To")
    @Description("The total of the new shards")
    final int to;

    @Label("Succeeded")
    @Description("Whether the new shards have replaced the old ones")
    boolean succeeded;

    ReshardEvent(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Ends the event and gives it to the recording.
     *
     * @param succeeded whether the new shards have replaced the old ones
     */
    public void finish(boolean succeeded) {
        this.succeeded = succeeded;
        commit();
    }
}
